//! Compiling what was generated, and running the tests that are generated with it.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::outcome::{Outcome, Tests};
use super::progress::progress;
use crate::repository::{self, root};

/// More lines of a complaint are not kept.
const MAX_COMPLAINT: usize = 60;

/// Compiles client and mock of each API, all in one workspace, and runs the tests of `sample` documents, the smallest.
pub(super) fn compile(outcomes: &mut [Outcome], folder: &Path, sample: usize) -> Result<()> {
    let out = folder.join("generated");
    let mut made: Vec<&mut Outcome> = outcomes.iter_mut().filter(|outcome| outcome.fault.is_none()).collect();
    workspace(&out, &made, &[])?;
    // A document without operations has no tests.
    made.sort_by_key(|outcome| (outcome.generated == 0, outcome.document));
    let tested = made.iter().filter(|outcome| outcome.generated > 0).count().min(sample);
    let bar = progress(made.len(), "compiling ");
    for (at, outcome) in made.into_iter().enumerate() {
        bar.set_message(outcome.id.clone());
        let start = Instant::now();
        check(&out, outcome, at < tested)?;
        outcome.seconds += start.elapsed().as_secs_f64();
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// Makes the folder a workspace of its own, with the programs of some APIs.
pub(super) fn workspace(out: &Path, made: &[&mut Outcome], programs: &[String]) -> Result<()> {
    let root = root();
    let manifest =
        std::fs::read_to_string(root.join("Cargo.toml")).context("cannot read the manifest of this repository")?;
    std::fs::write(out.join("Cargo.toml"), in_folder(&manifest, made, programs, &root))
        .context("cannot write a manifest")?;
    // The versions of dependencies are those of this repository.
    std::fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    Ok(())
}

/// The manifest of this repository as that of a folder elsewhere with some APIs.
fn in_folder(manifest: &str, apis: &[&mut Outcome], programs: &[String], root: &Path) -> String {
    let members = |api: &Outcome| [format!("    \"{}/client\",", api.id), format!("    \"{}/mock\",", api.id)];
    let programs = programs.iter().map(|api| format!("    \"{api}/proof\","));
    let members: Vec<_> = apis.iter().flat_map(|api| members(api)).chain(programs).collect();
    let mut text = String::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with("members = [") {
            inside = true;
            text.push_str(&format!("members = [\n{}\n]\n", members.join("\n")));
        } else if inside {
            inside = !line.starts_with(']');
        } else if !line.starts_with("exclude = ") {
            // What is in this repository is meant from there.
            let root = root.to_string_lossy().replace('\\', "/");
            text.push_str(&line.replace("path = \"", &format!("path = \"{root}/")));
            text.push('\n');
        }
    }
    text
}

fn check(out: &Path, outcome: &mut Outcome, test: bool) -> Result<()> {
    let built = cargo(out, &outcome.packages, if test { &["test", "--no-run"] } else { &["check"] })?;
    let said = String::from_utf8_lossy(&built.stderr);
    // Warnings are not errors for cargo, so that what was built for other APIs can be used again.
    let silent = !said.lines().any(|line| line.starts_with("warning"));
    outcome.compiled = Some(built.status.success() && silent);
    outcome.complaint = beginning(said.lines());
    if test && built.status.success() {
        let ran = cargo(out, &outcome.packages, &["test", "--no-fail-fast"])?;
        let said = String::from_utf8_lossy(&ran.stdout);
        let counts = said.lines().filter_map(counts);
        let (passed, failed) = counts.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
        outcome.tests = Some(Tests { passed, failed, succeeded: ran.status.success() });
        if !ran.status.success() && outcome.complaint.is_empty() {
            outcome.complaint = beginning(said.lines().skip_while(|line| *line != "failures:"));
        }
    }
    Ok(())
}

/// Builds a program.
pub(super) fn build(out: &Path, package: &str) -> Result<()> {
    let built = cargo(out, &[package.to_owned()], &["build"])?;
    if !built.status.success() {
        bail!("the program does not compile:\n{}", beginning(String::from_utf8_lossy(&built.stderr).lines()));
    }
    Ok(())
}

/// Where everything is built.
pub(super) fn target() -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target/corpus"), PathBuf::from);
    std::path::absolute(target).context("cannot find the path of the target folder")
}

fn cargo(out: &Path, packages: &[String], what: &[&str]) -> Result<Output> {
    let mut command = repository::cargo();
    command.args(what).arg("--quiet").current_dir(out);
    command.args(packages.iter().flat_map(|package| ["--package", package]));
    // What a test says is reported, not where in the program it was.
    command.env("RUST_BACKTRACE", "0");
    // What was built for one API serves the others.
    command.env("CARGO_TARGET_DIR", target()?);
    command.output().context("cannot run cargo")
}

fn beginning<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.take(MAX_COMPLAINT).collect::<Vec<_>>().join("\n")
}

/// How many tests passed and failed, of a line `test result: ok. 24 passed; 1 failed; …`.
fn counts(line: &str) -> Option<(usize, usize)> {
    let (_, result) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut numbers = result.split("; ").map(|part| part.split(' ').next().and_then(|number| number.parse().ok()));
    Some((numbers.next()??, numbers.next()??))
}
