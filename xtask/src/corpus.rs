//! `cargo xtask corpus`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use acs_generator::generate::{GenerateError, Generated, generate};
use acs_generator::import::api_docs;
use acs_generator::output;
use acs_generator::plan::Scope;
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::workspace::{root, shown};
use crate::{codegen, import, print};

/// Imports, lints, generates and compiles every `api-docs.json` below a folder, and tells what did not work, and why.
#[derive(clap::Args)]
#[command(
    after_help = "A document that fails does not stop the others. The exit code is 0 if all came out and compile.\n\
    `--keep DIR` keeps what was written: DIR/spec and DIR/generated."
)]
pub(crate) struct Arguments {
    /// The folder with the documents.
    folder: PathBuf,
    /// How many documents are worked on at once; as many as there are processors if it is not given.
    #[arg(long)]
    jobs: Option<usize>,
    /// Only documents whose path holds one of these texts.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Do not compile.
    #[arg(long)]
    no_check: bool,
    /// Compile the generated tests as well, and run them.
    #[arg(long)]
    test: bool,
    /// The folder to write to; one that is removed afterwards if it is not given.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Print the results as JSON on standard output.
    #[arg(long)]
    json: bool,
}

/// What came of a document.
#[derive(Debug, Default)]
struct Outcome {
    name: String,
    id: String,
    operations: usize,
    generated: usize,
    /// Operations that were left out, by reason.
    left_out: BTreeMap<String, usize>,
    /// Operations that only the client has.
    unserved: usize,
    repairs: usize,
    unknown: usize,
    /// What kept the document from being generated.
    fault: Option<String>,
    /// Whether the client and the mock compile without a warning; nothing if that was not tried.
    compiled: Option<bool>,
    /// The first lines of what the compiler says.
    complaint: String,
    seconds: f64,
    bytes: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let documents = documents(&arguments.folder, &arguments.only)?;
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let folder = arguments.keep.clone().unwrap_or_else(|| scratch.path().to_owned());
    let folder = std::path::absolute(&folder).context("cannot tell where the folder is")?;
    let jobs = arguments.jobs.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")?;
    let bar = ProgressBar::new(documents.len() as u64)
        .with_style(ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or(ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut outcomes: Vec<Outcome> = pool.install(|| {
        documents
            .par_iter()
            .map(|document| {
                let outcome = generated(document, &arguments.folder, &folder);
                bar.set_message(outcome.id.clone());
                bar.inc(1);
                outcome
            })
            .collect()
    });
    bar.finish_and_clear();
    if !arguments.no_check {
        check(&mut outcomes, &folder, arguments)?;
    }
    outcomes.sort_by(|a, b| a.name.cmp(&b.name));
    if arguments.json {
        print::line(format_args!("{:#}", to_json(&outcomes, start.elapsed())));
    } else {
        table(&outcomes, start.elapsed());
    }
    let complete = |outcome: &Outcome| outcome.fault.is_none() && outcome.compiled != Some(false);
    Ok(if outcomes.iter().all(complete) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The documents below a folder, sorted by path.
fn documents(folder: &Path, only: &[String]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("cannot read the folder `{}`", shown(&folder)))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| name == "api-docs.json") {
                found.push(path);
            }
        }
    }
    found.retain(|path| only.is_empty() || only.iter().any(|text| path.to_string_lossy().contains(text.as_str())));
    if found.is_empty() {
        bail!("there is no such `api-docs.json` below `{}`", shown(folder));
    }
    found.sort();
    Ok(found)
}

/// Imports, lints and generates a document.
fn generated(document: &Path, corpus: &Path, folder: &Path) -> Outcome {
    let start = Instant::now();
    let parent = document.parent().unwrap_or(document);
    let name = parent.strip_prefix(corpus).unwrap_or(parent).to_string_lossy().replace('\\', "/");
    let mut outcome = Outcome { id: id(&name), name, ..Outcome::default() };
    if let Err(error) = fill(&mut outcome, document, folder) {
        outcome.fault = Some(format!("{error:#}"));
    }
    outcome.seconds = start.elapsed().as_secs_f64();
    outcome
}

fn fill(outcome: &mut Outcome, document: &Path, folder: &Path) -> Result<()> {
    let text = std::fs::read_to_string(document).context("the document cannot be read")?;
    let imported = api_docs(&text, None)?;
    outcome.operations = imported.operations;
    outcome.repairs = imported.report.repairs.len();
    outcome.unknown = imported.report.unknown.len();
    let spec = folder.join("spec").join(&outcome.id);
    import::write(&spec, &imported)?;
    let out = folder.join("generated");
    let runtime = codegen::runtime(&root(), &out)?;
    let generated = match generate(&spec, &runtime, Scope::All) {
        Ok(generated) => generated,
        Err(GenerateError::Spec(files, diagnostics)) => {
            let first = diagnostics.render(&files, false);
            bail!("{}\n{}", diagnostics.summary(), first.lines().take(12).collect::<Vec<_>>().join("\n"));
        }
        Err(error) => return Err(error.into()),
    };
    let Generated { api, tree, diagnostics, .. } = generated;
    outcome.generated = api.operations.len();
    for operation in &api.left_out {
        *outcome.left_out.entry(operation.reason.clone()).or_default() += 1;
    }
    outcome.unserved =
        diagnostics.iter().filter(|fault| fault.message().starts_with("the mock does not serve")).count();
    outcome.bytes = tree.iter().map(|(_, text)| text.len()).sum();
    let api_folder = out.join(&outcome.id);
    let comparison = output::compare(&api_folder, &tree);
    output::write(&api_folder, &tree, &comparison)?;
    Ok(())
}

/// The name of the API's folder: product and version.
fn id(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Compiles client and mock of each API, all in one workspace.
fn check(outcomes: &mut [Outcome], folder: &Path, arguments: &Arguments) -> Result<()> {
    let root = root();
    let out = folder.join("generated");
    let members: Vec<_> =
        outcomes.iter().filter(|outcome| outcome.fault.is_none()).map(|outcome| outcome.id.clone()).collect();
    let mut manifest =
        std::fs::read_to_string(root.join("Cargo.toml")).context("cannot read the manifest of this repository")?;
    manifest = in_folder(&manifest, &members, &root);
    std::fs::write(out.join("Cargo.toml"), manifest).context("cannot write a manifest")?;
    // The versions of dependencies are those of this repository.
    std::fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    let bar = ProgressBar::new(members.len() as u64).with_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} compiling {msg}").unwrap_or(ProgressStyle::default_bar()),
    );
    bar.enable_steady_tick(Duration::from_millis(200));
    for outcome in outcomes.iter_mut().filter(|outcome| outcome.fault.is_none()) {
        bar.set_message(outcome.id.clone());
        let start = Instant::now();
        let (compiled, complaint) = compile(&out, &outcome.id, arguments)?;
        outcome.compiled = Some(compiled);
        outcome.complaint = complaint;
        outcome.seconds += start.elapsed().as_secs_f64();
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// The manifest of this repository as that of a folder elsewhere with some APIs.
fn in_folder(manifest: &str, apis: &[String], root: &Path) -> String {
    let members: Vec<_> =
        apis.iter().flat_map(|api| [format!("    \"{api}/client\","), format!("    \"{api}/mock\",")]).collect();
    let mut text = String::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with("members = [") {
            inside = true;
            text.push_str(&format!("members = [\n{}\n]\n", members.join("\n")));
        } else if inside {
            inside = !line.starts_with(']');
        } else if !line.starts_with("exclude = ") {
            // What stands in this repository is meant from there.
            let runtime = root.join("runtime").to_string_lossy().replace('\\', "/");
            text.push_str(&line.replace("path = \"runtime", &format!("path = \"{runtime}")));
            text.push('\n');
        }
    }
    text
}

fn compile(out: &Path, id: &str, arguments: &Arguments) -> Result<(bool, String)> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(if arguments.test { "test" } else { "check" }).arg("--quiet").current_dir(out);
    command.args(["--package", &format!("acs-{id}"), "--package", &format!("acs-{id}-mock")]);
    // What was built for one API serves the others.
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.env("CARGO_TARGET_DIR", root().join("target/corpus"));
    }
    let output = command.stdout(Stdio::null()).output().context("cannot run cargo")?;
    let said = String::from_utf8_lossy(&output.stderr);
    // Warnings are no errors for cargo, so that what was built for other APIs can be used again.
    let silent = !said.lines().any(|line| line.starts_with("warning"));
    Ok((output.status.success() && silent, said.lines().take(60).collect::<Vec<_>>().join("\n")))
}

fn table(outcomes: &[Outcome], elapsed: Duration) {
    print::line(format_args!(
        "{:<36} {:>6} {:>6} {:>6} {:>6} {:>8} {:>9} {:>7} {:>7}",
        "document", "ops", "made", "served", "mended", "unknown", "compiles", "s", "MB"
    ));
    for outcome in outcomes {
        let compiles = match (&outcome.fault, outcome.compiled) {
            (Some(_), _) => "-",
            (None, Some(true)) => "yes",
            (None, Some(false)) => "NO",
            (None, None) => "?",
        };
        print::line(format_args!(
            "{:<36} {:>6} {:>6} {:>6} {:>6} {:>8} {:>9} {:>7.2} {:>7.2}",
            outcome.name,
            outcome.operations,
            outcome.generated,
            outcome.generated - outcome.unserved.min(outcome.generated),
            outcome.repairs,
            outcome.unknown,
            compiles,
            outcome.seconds,
            megabytes(outcome),
        ));
    }
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let (operations, made) = (sum(|outcome| outcome.operations), sum(|outcome| outcome.generated));
    let share = if operations == 0 { 100.0 } else { made as f64 * 100.0 / operations as f64 };
    let documents = outcomes.iter().filter(|outcome| outcome.fault.is_none()).count();
    let compiled = outcomes.iter().filter(|outcome| outcome.compiled == Some(true)).count();
    print::line(format_args!(
        "{documents} of {} documents and {made} of {operations} operations ({share:.2} %) generated, {compiled} documents \
         compiled, {:.1} s, {:.1} MB",
        outcomes.len(),
        elapsed.as_secs_f64(),
        outcomes.iter().map(megabytes).sum::<f64>(),
    ));
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (reason, count) in outcomes.iter().flat_map(|outcome| &outcome.left_out) {
        *reasons.entry(reason).or_default() += count;
    }
    if !reasons.is_empty() {
        print::line(format_args!("\noperations left out:"));
        reasons.iter().for_each(|(reason, count)| print::line(format_args!("{count:>6}  {reason}")));
    }
    for outcome in outcomes {
        if let Some(fault) = &outcome.fault {
            print::line(format_args!("\n{}: {fault}", outcome.name));
        } else if outcome.compiled == Some(false) {
            print::line(format_args!("\n{} does not compile:\n{}", outcome.name, outcome.complaint));
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn megabytes(outcome: &Outcome) -> f64 {
    outcome.bytes as f64 / 1e6
}

fn to_json(outcomes: &[Outcome], elapsed: Duration) -> Value {
    json!({
        "seconds": elapsed.as_secs_f64(),
        "documents": outcomes.iter().map(|outcome| json!({
            "name": outcome.name,
            "api": outcome.id,
            "operations": outcome.operations,
            "generated": outcome.generated,
            "leftOut": outcome.left_out,
            "unserved": outcome.unserved,
            "repairs": outcome.repairs,
            "unknown": outcome.unknown,
            "fault": outcome.fault,
            "compiled": outcome.compiled,
            "complaint": outcome.complaint,
            "seconds": outcome.seconds,
            "bytes": outcome.bytes,
        })).collect::<Vec<_>>(),
    })
}
