//! `cargo xtask bench import`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::median;
use super::progenitor::Progenitor;
use twinspec::print;

/// Times the import of documents, and what is generated from them, as whole processes.
#[derive(clap::Args)]
#[command(after_help = "Build with `--release` for figures that can be compared: \
    cargo run --release --manifest-path xtask/Cargo.toml -- bench import FILE...")]
pub(crate) struct Arguments {
    /// Documents of the official format.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How often each is run, in turns.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Also measures the last document with each of its operations this many times, under other names: a larger API.
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(2..))]
    enlarge: Option<u32>,
    #[command(flatten)]
    progenitor: Progenitor,
}

/// What a document is imported as.
const API: &str = "measured";

/// What was measured of a document.
struct Row {
    name: String,
    operations: usize,
    import: Vec<Duration>,
    codegen: Vec<Duration>,
    client: Vec<Duration>,
    /// Of progenitor, if it was asked for and makes a client of the document.
    progenitor: Vec<Duration>,
    peak: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    // Nothing is removed before the end: some file systems look long for a place while files were removed just now.
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let mut documents: Vec<_> = arguments.files.iter().map(|file| (name(file), file.clone())).collect();
    if let (Some(times), Some((name, file))) = (arguments.enlarge, documents.last().cloned()) {
        let larger = scratch.path().join("api-docs.json");
        enlarge(&file, times, &larger)?;
        documents.push((format!("{name} x {times}"), larger));
    }
    let mut rows = Vec::new();
    for (index, (name, file)) in documents.into_iter().enumerate() {
        rows.push(measure(name, &file, &scratch.path().join(index.to_string()), arguments)?);
    }
    rows.sort_by_key(|row| row.operations);
    print::line(format_args!(
        "{:<36} {:>6} {:>10} {:>10} {:>10} {:>12} {:>12} {:>12} {:>9} {:>11} {:>12}",
        "median of whole processes, ms",
        "ops",
        "import",
        "codegen",
        "both",
        "us/operation",
        "client only",
        "us/operation",
        "peak MB",
        "progenitor",
        "client only"
    ));
    for row in &mut rows {
        let (import, codegen) = (median(&mut row.import), median(&mut row.codegen));
        let (both, client) = (import + codegen, median(&mut row.client));
        let of_an_operation = |time: Duration| time.as_secs_f64() * 1e6 / row.operations.max(1) as f64;
        let peak = row.peak.map_or_else(|| "?".to_owned(), |kilobytes| format!("{:.0}", kilobytes as f64 / 1024.0));
        let peer = median(&mut row.progenitor).as_secs_f64();
        let (peer, ratio) = match row.progenitor.is_empty() {
            true => ("-".to_owned(), "-".to_owned()),
            false => (format!("{:.1}", peer * 1e3), format!("{:.2}x", client.as_secs_f64() / peer)),
        };
        print::line(format_args!(
            "{:<36} {:>6} {:>10.1} {:>10.1} {:>10.1} {:>12.0} {:>12.1} {:>12.0} {peak:>9} {peer:>11} {ratio:>12}",
            row.name,
            row.operations,
            import.as_secs_f64() * 1e3,
            codegen.as_secs_f64() * 1e3,
            both.as_secs_f64() * 1e3,
            of_an_operation(both),
            client.as_secs_f64() * 1e3,
            of_an_operation(client),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a document that has each operation of another one several times.
fn enlarge(file: &Path, times: u32, larger: &Path) -> Result<()> {
    let text = std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let mut document: Value = serde_json::from_slice(&text).context("the document is not JSON")?;
    let operations = document.get_mut("apis").and_then(Value::as_object_mut).context("the document has no `apis`")?;
    let again: Vec<_> = (2..=times)
        .flat_map(|copy| {
            operations.iter().map(move |(name, operation)| (format!("{name}Copy{copy}"), operation.clone()))
        })
        .collect();
    operations.extend(again);
    std::fs::write(larger, document.to_string()).context("cannot write the larger document")
}

fn measure(name: String, file: &Path, scratch: &Path, arguments: &Arguments) -> Result<Row> {
    let program = std::env::current_exe().context("cannot tell which program this is")?;
    let timed = |arguments: &[&OsStr]| -> Result<Duration> {
        let mut command = Command::new(&program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().context("cannot run this program again")?;
        let elapsed = start.elapsed();
        if !status.success() {
            bail!("the measured run failed for `{}`", file.display());
        }
        Ok(elapsed)
    };
    let mut row = Row {
        name,
        operations: 0,
        import: Vec::new(),
        codegen: Vec::new(),
        client: Vec::new(),
        progenitor: Vec::new(),
        peak: None,
    };
    for turn in 0..arguments.runs {
        let folder = scratch.join(turn.to_string());
        let (specs, out, client) = (folder.join("spec"), folder.join("generated"), folder.join("client"));
        let import = ["import".as_ref(), file.as_os_str(), "--to".as_ref(), specs.as_os_str()];
        row.import.push(timed(&[&import[..], &["--name".as_ref(), API.as_ref()]].concat())?);
        let codegen: [&OsStr; 4] = ["codegen".as_ref(), "--spec".as_ref(), specs.as_os_str(), "--out".as_ref()];
        row.codegen.push(timed(&[&codegen[..], &[out.as_os_str()]].concat())?);
        row.client.push(timed(&[&codegen[..], &[client.as_os_str(), "--client-only".as_ref()]].concat())?);
        let theirs = arguments.progenitor.generate(&out.join(API).join("docs/openapi.json"), &folder)?;
        row.progenitor.extend(theirs.map(|(_, elapsed)| elapsed));
        row.operations = std::fs::read_dir(specs.join(API).join("operations")).into_iter().flatten().count();
    }
    row.peak = peak(&program, &scratch.join("0/spec"), &scratch.join("peak"));
    Ok(row)
}

/// The greatest memory of a run in kilobytes, where the system reports it (GNU time).
fn peak(program: &Path, specs: &Path, out: &Path) -> Option<u64> {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(program)
        .args(["codegen", "--spec"])
        .arg(specs)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse().ok()
}

/// The two folders that the document is in: product and version.
fn name(file: &Path) -> String {
    let folders: Vec<_> = file.iter().rev().skip(1).take(2).map(|part| part.to_string_lossy()).collect();
    folders.into_iter().rev().collect::<Vec<_>>().join("/")
}
