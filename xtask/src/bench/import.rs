//! `cargo xtask bench import`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::median::median;
use super::peers::Peers;
use twinspec::print;

/// Times what is generated from documents as whole processes, and the import of those that have to be imported; beside
/// other generators.
///
/// A file `api-docs.json` is imported first. Every other one is an OpenAPI document, which is read where it is.
#[derive(clap::Args)]
#[command(after_help = "Build with `--release` for figures that can be compared: \
    cargo run --release --manifest-path xtask/Cargo.toml -- bench import FILE...")]
pub(crate) struct Arguments {
    /// The documents.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How often each is run, in turns.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Also measures the last document, an `api-docs.json`, with each of its operations this many times, under other names: a
    /// larger API.
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(2..))]
    enlarge: Option<u32>,
    #[command(flatten)]
    peers: Peers,
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
    /// Of a run that has nothing to do.
    unchanged: Vec<Duration>,
    /// Of each other generator, the runs in which it made a client of the document.
    peers: Vec<Vec<Duration>>,
    peak: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    // Nothing is removed before the end: some file systems look long for a place while files were removed just now.
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    // The other generators run in another folder.
    let absolute = |file: &PathBuf| {
        std::path::absolute(file).with_context(|| format!("cannot find the path of `{}`", file.display()))
    };
    let documents = arguments.files.iter().map(|file| Ok((name(file), absolute(file)?)));
    let mut documents: Vec<_> = documents.collect::<Result<_>>()?;
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
    let peers = arguments.peers.names();
    let mut head = format!(
        "{:<36} {:>6} {:>9} {:>9} {:>9} {:>11} {:>12} {:>8}",
        "median of whole processes, ms",
        "ops",
        "import",
        "codegen",
        "unchanged",
        "client only",
        "us/operation",
        "peak MB"
    );
    peers.iter().for_each(|peer| head.push_str(&format!(" {peer:>16} {:>6}", "ours")));
    print::line(format_args!("{head}"));
    for row in &mut rows {
        print::line(format_args!("{}", row.line()));
    }
    Ok(ExitCode::SUCCESS)
}

impl Row {
    /// The row of the table. Another generator is compared with the client alone, which is what it makes.
    fn line(&mut self) -> String {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let client = median(&mut self.client);
        let import = match self.import.is_empty() {
            true => "-".to_owned(),
            false => format!("{:.1}", ms(median(&mut self.import))),
        };
        let peak = self.peak.map_or_else(|| "?".to_owned(), |kilobytes| format!("{:.0}", kilobytes as f64 / 1024.0));
        let mut line = format!(
            "{:<36} {:>6} {import:>9} {:>9.1} {:>9.1} {:>11.1} {:>12.0} {peak:>8}",
            self.name,
            self.operations,
            ms(median(&mut self.codegen)),
            ms(median(&mut self.unchanged)),
            ms(client),
            ms(client) * 1e3 / self.operations.max(1) as f64,
        );
        for times in &mut self.peers {
            let (time, ratio) = match times.is_empty() {
                true => ("no client".to_owned(), "-".to_owned()),
                false => {
                    let peer = median(times);
                    (format!("{:.1}", ms(peer)), format!("{:.2}x", ms(client) / ms(peer)))
                }
            };
            line.push_str(&format!(" {time:>16} {ratio:>6}"));
        }
        line
    }
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
        unchanged: Vec::new(),
        peers: vec![Vec::new(); arguments.peers.names().len()],
        peak: None,
    };
    let has_to_be_imported = file.file_name().is_some_and(|name| name == "api-docs.json");
    for turn in 0..arguments.runs {
        let folder = scratch.join(turn.to_string());
        let (specs, out, client) = (folder.join("spec"), folder.join("generated"), folder.join("client"));
        std::fs::create_dir_all(&folder).context("cannot make a scratch folder")?;
        let spec = if has_to_be_imported {
            let import = ["import".as_ref(), file.as_os_str(), "--to".as_ref(), specs.as_os_str()];
            row.import.push(timed(&[&import[..], &["--name".as_ref(), API.as_ref()]].concat())?);
            specs.as_path()
        } else {
            file
        };
        let codegen: [&OsStr; 4] = ["codegen".as_ref(), "--spec".as_ref(), spec.as_os_str(), "--out".as_ref()];
        let all = [&codegen[..], &[out.as_os_str()]].concat();
        row.codegen.push(timed(&all)?);
        row.unchanged.push(timed(&all)?);
        row.client.push(timed(&[&codegen[..], &[client.as_os_str(), "--client-only".as_ref()]].concat())?);
        let openapi = if has_to_be_imported { out.join(API).join("docs/openapi.json") } else { file.to_owned() };
        for (times, time) in row.peers.iter_mut().zip(arguments.peers.generate(&openapi, &folder)?) {
            times.extend(time);
        }
        if turn == 0 {
            row.operations = operations(&out)?;
            row.peak = peak(&program, spec, &scratch.join("peak"));
        }
    }
    Ok(row)
}

/// How many operations the one API has that was generated.
fn operations(out: &Path) -> Result<usize> {
    let api = std::fs::read_dir(out)?.flatten().map(|entry| entry.path()).find(|path| path.join("client").is_dir());
    let client = api.context("nothing was generated")?.join("client/src");
    let mut count = 0;
    for file in std::fs::read_dir(client)?.flatten() {
        count += std::fs::read_to_string(file.path())?.matches("\npub static OPERATION: ").count();
    }
    Ok(count)
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

/// The two folders that an imported document is in, product and version; of another one its own name.
fn name(file: &Path) -> String {
    if file.file_name().is_some_and(|name| name != "api-docs.json") {
        return file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    }
    let folders: Vec<_> = file.iter().rev().skip(1).take(2).map(|part| part.to_string_lossy()).collect();
    folders.into_iter().rev().collect::<Vec<_>>().join("/")
}
