//! `cargo xtask bench compile`.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use super::alibaba;
use super::progenitor::{self, Progenitor};
use crate::repository;
use twinspec::print;

/// Measures the CPU time of compiling the client of an imported document, and a program that awaits all its operations.
///
/// The client is measured without and with its feature `serde`.
/// The dependencies are compiled beforehand and do not count.
#[derive(clap::Args)]
#[command(after_help = "Reads CPU time with GNU time, /usr/bin/time.")]
pub(crate) struct Arguments {
    /// A document of the official format.
    file: PathBuf,
    /// How often each is compiled, in turns; the median counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Additional cargo features of the client, separated by commas.
    #[arg(long, default_value = "")]
    features: String,
    #[command(flatten)]
    progenitor: Progenitor,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let (specs, out) = (scratch.path().join("spec"), scratch.path().join("generated"));
    let file = arguments.file.as_os_str();
    this_program(&[
        "import".as_ref(),
        file,
        "--to".as_ref(),
        specs.as_os_str(),
        "--name".as_ref(),
        "measured".as_ref(),
    ])?;
    this_program(&["codegen".as_ref(), "--spec".as_ref(), specs.as_os_str(), "--out".as_ref(), out.as_os_str()])?;
    let client = out.join("measured/client");
    let calls = calls(&client.join("src"))?;
    let lines = Lines::of(&client.join("src"))?;
    print::line(format_args!(
        "{} operations, {} calls; {} lines of Rust, {} of them models, and {} per operation",
        lines.operations,
        calls.len(),
        lines.all,
        lines.models,
        (lines.all - lines.models) / lines.operations.max(1),
    ));

    let features: Vec<_> = arguments.features.split(',').filter(|feature| !feature.is_empty()).collect();
    let with_serde = [&features[..], &["serde"]].concat();
    let mut programs = vec![
        Program::ours(scratch.path(), alibaba::CLIENT, &client, &calls, &features)?,
        Program::ours(scratch.path(), alibaba::CLIENT_WITH_SERDE, &client, &calls, &with_serde)?,
    ];
    let openapi = out.join("measured/docs/openapi.json");
    if let Some((theirs, _)) = arguments.progenitor.generate(&openapi, scratch.path())? {
        programs.push(Program::of_progenitor(scratch.path(), &theirs)?);
    }
    measure(&programs, arguments.runs)
}

/// Compiles the programs in turns. The first is the one that the others are compared with.
fn measure(programs: &[Program], runs: u32) -> Result<ExitCode> {
    print::line(format_args!(
        "{:<10} {:<20} {:>14} {:>24} {:>8}",
        "profile", "client", "CPU s, median", "of each run", "ours is"
    ));
    for (profile, options) in [("debug", &[][..]), ("release", &["--release"][..])] {
        for program in programs {
            cargo(&program.folder, "build", options).stdout(Stdio::null()).status().context("cannot run cargo")?;
        }
        let mut times = vec![Vec::new(); programs.len()];
        for _ in 0..runs {
            for (program, times) in programs.iter().zip(&mut times) {
                times.push(program.compile(options)?);
            }
        }
        let medians: Vec<f64> = times.iter().map(|times| median(times)).collect();
        let ours = medians.first().copied().unwrap_or_default();
        for ((program, times), median) in programs.iter().zip(&times).zip(&medians) {
            let each: Vec<_> = times.iter().map(|time| format!("{time:.2}")).collect();
            let (label, ratio) = (program.label, ours / median);
            print::line(format_args!("{profile:<10} {label:<20} {median:>14.2} {:>24} {ratio:>7.2}x", each.join(" ")));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// A program that awaits all operations of a client.
struct Program {
    folder: PathBuf,
    name: String,
    /// What the table calls the client.
    label: &'static str,
    /// The package of the client.
    client: &'static str,
}

impl Program {
    fn ours(scratch: &Path, label: &'static str, client: &Path, calls: &[String], features: &[&str]) -> Result<Self> {
        let mut program = format!(
            "#[tokio::main(flavor = \"current_thread\")]\n\
             async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
             let client = {};\n",
            alibaba::BUILD
        );
        for call in calls {
            writeln!(program, "{call}")?;
        }
        program.push_str("Ok(())\n}\n");
        let dependency = format!("{{ path = {:?}, features = {features:?} }}", client.display().to_string());
        Self::write(scratch, label, alibaba::CLIENT, &dependency, &program)
    }

    fn of_progenitor(scratch: &Path, client: &Path) -> Result<Self> {
        let dependency = format!("{{ path = {:?} }}", client.display().to_string());
        Self::write(scratch, progenitor::CLIENT, progenitor::CLIENT, &dependency, &progenitor::program(client)?)
    }

    fn write(
        scratch: &Path,
        label: &'static str,
        client: &'static str,
        dependency: &str,
        program: &str,
    ) -> Result<Self> {
        let name = format!("awaits-all-of-{}", label.replace(", ", "-"));
        let folder = scratch.join(&name);
        let manifest = format!(
            "[workspace]\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
             {client} = {dependency}\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        );
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/main.rs"), program)?;
        Ok(Program { folder, name, label, client })
    }

    /// The CPU time in seconds of compiling client and program anew.
    fn compile(&self, options: &[&str]) -> Result<f64> {
        let cleaned =
            cargo(&self.folder, "clean", options).args(["--package", self.client, "--package", &self.name]).output()?;
        if !cleaned.status.success() {
            bail!("cargo clean: {}", String::from_utf8_lossy(&cleaned.stderr));
        }
        let build = cargo(&self.folder, "build", options);
        let mut timed = Command::new("/usr/bin/time");
        timed.args(["-f", "%U %S"]).arg(build.get_program()).args(build.get_args()).current_dir(&self.folder);
        timed.env("CARGO_TARGET_DIR", target()).env("CARGO_INCREMENTAL", "0");
        let output = timed.output().context("cannot run /usr/bin/time")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            bail!("`{}` does not compile:\n{errors}", self.name);
        }
        let last = errors.lines().last().unwrap_or_default();
        let seconds: Option<Vec<f64>> = last.split(' ').map(|part| part.parse().ok()).collect();
        seconds.map(|parts| parts.iter().sum()).with_context(|| format!("GNU time said `{last}`"))
    }
}

fn this_program(arguments: &[&OsStr]) -> Result<()> {
    let program = std::env::current_exe().context("cannot find the path of this program")?;
    let output = Command::new(program).args(arguments).output().context("cannot run this program again")?;
    if !output.status.success() {
        bail!("nothing was generated: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// The calls of all operations, as their documentation shows them, each as a block with its imports.
fn calls(source: &Path) -> Result<Vec<String>> {
    let mut files: Vec<_> = fs::read_dir(source)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut calls = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let mut lines = text.lines().filter_map(|line| line.strip_prefix("//! "));
        let before: Vec<_> = lines.by_ref().take_while(|line| *line != "let response = client").collect();
        let call: Vec<_> = lines.take_while(|line| *line != "    .await?;").collect();
        if call.is_empty() {
            continue;
        }
        let imports = before.iter().rev().take_while(|line| line.starts_with("use ")).copied().collect::<Vec<_>>();
        calls.push(format!("{{\n{}\nclient{}.await?;\n}}", imports.join("\n"), call.join("\n")));
    }
    Ok(calls)
}

/// Lines that are neither empty nor comments.
#[derive(Default)]
struct Lines {
    all: usize,
    /// The types of requests and answers, and what reads and writes them.
    models: usize,
    operations: usize,
}

impl Lines {
    fn of(source: &Path) -> Result<Self> {
        let mut lines = Lines::default();
        for entry in fs::read_dir(source)? {
            let text = fs::read_to_string(entry?.path())?;
            lines.operations += usize::from(text.contains("\npub static OPERATION: "));
            let code = text.lines().filter(|line| !line.trim().is_empty() && !line.trim().starts_with("//"));
            // The lines of an item, its attributes included, up to a closing brace or a semicolon in the first column.
            let mut item = Vec::new();
            for line in code {
                item.push(line);
                if line.starts_with('}') || !line.starts_with([' ', '#']) && line.ends_with([';', '}']) {
                    lines.all += item.len();
                    let is_model = item.iter().find(|line| !line.starts_with('#')).is_some_and(|line| is_model(line));
                    lines.models += if is_model { item.len() } else { 0 };
                    item.clear();
                }
            }
            lines.all += item.len();
        }
        Ok(lines)
    }
}

/// Whether an item that begins with this line is a type of requests and answers, or belongs to one.
fn is_model(line: &str) -> bool {
    const OTHERS: [&str; 4] = ["Request", "Kind", "crate::Client", "Client"];
    let is_definition = line.starts_with("pub struct ") || line.starts_with("pub enum ");
    let name = match line.rsplit_once(" for ") {
        Some((start, name)) if start.starts_with("impl") => name,
        None if is_definition => line.trim_start_matches("pub struct ").trim_start_matches("pub enum "),
        None if line.starts_with("impl ") => line.trim_start_matches("impl "),
        _ => return false,
    };
    let name = name.split(['<', ' ']).next().unwrap_or(name);
    !OTHERS.contains(&name)
}

fn cargo(folder: &Path, command: &str, options: &[&str]) -> Command {
    let mut cargo = repository::cargo();
    cargo.args([command, "--quiet"]).args(options).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", target()).env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Stays from one measurement to the next, so that the dependencies are compiled once.
fn target() -> PathBuf {
    repository::target().join("bench-compile")
}
