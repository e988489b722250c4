//! `cargo xtask bench import`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::median;
use crate::print;

/// Times the import of documents, and what is generated from them, as whole processes.
#[derive(clap::Args)]
#[command(after_help = "Build with `--release` for figures that can be compared: \
    cargo run --release --manifest-path xtask/Cargo.toml -- bench import FILE...")]
pub(crate) struct Arguments {
    /// Documents of the official format.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How often each is run; they take turns.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

/// What was measured of a document.
struct Row {
    name: String,
    operations: usize,
    import: Vec<Duration>,
    codegen: Vec<Duration>,
    client: Vec<Duration>,
    peak: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut rows = Vec::new();
    for (index, file) in arguments.files.iter().enumerate() {
        rows.push(measure(file, index, arguments.runs)?);
    }
    rows.sort_by_key(|row| row.operations);
    print::line(format_args!(
        "{:<36} {:>6} {:>10} {:>10} {:>10} {:>12} {:>12} {:>12} {:>9}",
        "median of whole processes, ms",
        "ops",
        "import",
        "codegen",
        "both",
        "us/operation",
        "client only",
        "us/operation",
        "peak MB"
    ));
    for row in &mut rows {
        let (import, codegen) = (median(&mut row.import), median(&mut row.codegen));
        let (both, client) = (import + codegen, median(&mut row.client));
        let of_an_operation = |time: Duration| time.as_secs_f64() * 1e6 / row.operations.max(1) as f64;
        let peak = row.peak.map_or_else(|| "?".to_owned(), |kilobytes| format!("{:.0}", kilobytes as f64 / 1024.0));
        print::line(format_args!(
            "{:<36} {:>6} {:>10.1} {:>10.1} {:>10.1} {:>12.0} {:>12.1} {:>12.0} {peak:>9}",
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

fn measure(file: &Path, index: usize, runs: u32) -> Result<Row> {
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let specs = scratch.path().join("spec");
    let api = format!("api-{index}");
    let program = std::env::current_exe().context("cannot tell which program this is")?;
    let timed = |arguments: &[&std::ffi::OsStr]| -> Result<Duration> {
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
    let import = [
        "import".as_ref(),
        file.as_os_str(),
        "--to".as_ref(),
        specs.as_os_str(),
        "--name".as_ref(),
        api.as_ref(),
        "--force".as_ref(),
    ];
    let mut row = Row {
        name: name(file),
        operations: 0,
        import: Vec::new(),
        codegen: Vec::new(),
        client: Vec::new(),
        peak: None,
    };
    for turn in 0..runs {
        row.import.push(timed(&import)?);
        let out = scratch.path().join(format!("out-{turn}"));
        let codegen: [&std::ffi::OsStr; 5] =
            ["codegen".as_ref(), "--spec".as_ref(), specs.as_os_str(), "--out".as_ref(), out.as_os_str()];
        row.codegen.push(timed(&codegen)?);
        std::fs::remove_dir_all(&out).context("cannot empty the scratch folder")?;
        row.client.push(timed(&[&codegen[..], &["--client-only".as_ref()]].concat())?);
        std::fs::remove_dir_all(&out).context("cannot empty the scratch folder")?;
    }
    let operations = std::fs::read_dir(specs.join(&api).join("operations")).into_iter().flatten().count();
    row.operations = operations;
    row.peak = peak(&program, &specs, &scratch.path().join("peak"));
    Ok(row)
}

/// The greatest memory of a run in kilobytes, where the system tells it (GNU time).
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

/// The two folders that the document stands in: product and version.
fn name(file: &Path) -> String {
    let folders: Vec<_> = file.iter().rev().skip(1).take(2).map(|part| part.to_string_lossy()).collect();
    folders.into_iter().rev().collect::<Vec<_>>().join("/")
}
