//! `cargo xtask bench plain`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use twinspec::print;

use super::median::median;
use super::server::{Connection, Server};
use crate::repository;

/// Measures the mock of plain OpenAPI documents: the time until it takes connections, its memory, and the CPU time of a call
/// that is checked.
///
/// Builds in release mode first. Reads CPU time and memory as Linux reports them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The documents
    #[arg(required = true, value_name = "FILE")]
    documents: Vec<PathBuf>,
    /// How often each is started; the median counts
    #[arg(long, default_value_t = 11)]
    starts: usize,
    /// How many calls are measured
    #[arg(long, default_value_t = 2_000)]
    calls: u32,
    /// The program `prism` (npm `@stoplight/prism-cli`), to compare with
    #[arg(long, value_name = "PROGRAM")]
    prism: Option<PathBuf>,
}

/// What was measured of one program with one document.
struct Figures {
    start: Duration,
    /// MiB after the calls.
    memory: f64,
    /// Microseconds; none if the program does not answer the call.
    call: Option<f64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut build = repository::cargo();
    build.args(["build", "--quiet", "--release", "--package", "twinspec-spec-mock", "--manifest-path"]);
    if !build.arg(repository::root().join("Cargo.toml")).status().context("cannot run cargo")?.success() {
        bail!("the mock cannot be built");
    }
    let own = repository::target().join("release/twinspec-spec-mock");
    for document in &arguments.documents {
        let start = |port: u16| {
            let mut command = Command::new(&own);
            command.arg(document).args(["--port", &port.to_string()]);
            command
        };
        let (operations, path) = asked_for(&start)?;
        print::line(format_args!("{}: {operations} operations, GET {path}", document.display()));
        let own = measure(arguments, &start, &path)?;
        print::line(format_args!("  the mock  {own}"));
        let Some(prism) = &arguments.prism else { continue };
        let prism = measure(arguments, &|port| prism_command(prism, document, port), &path)?;
        print::line(format_args!("  prism     {prism}"));
        let ratio = own.start.as_secs_f64() / prism.start.as_secs_f64();
        let calls = own.call.zip(prism.call).map(|(own, prism)| format!("; call {:.3}×", own / prism));
        let memory = own.memory / prism.memory;
        print::line(format_args!("  ratio     start {ratio:.3}×; memory {memory:.3}×{}", calls.unwrap_or_default()));
    }
    Ok(ExitCode::SUCCESS)
}

fn prism_command(prism: &Path, document: &Path, port: u16) -> Command {
    let mut command = Command::new(prism);
    command.args(["mock", "--port", &port.to_string(), "--host", "127.0.0.1"]).arg(document);
    command
}

/// How many operations the mock serves, and a path without variables at which it answers a `GET` with success.
fn asked_for(start: &dyn Fn(u16) -> Command) -> Result<(usize, String)> {
    let server = Server::start(start)?;
    let mut connection = Connection::open(&server)?;
    let described: serde_json::Value = serde_json::from_slice(&connection.get("/_mock")?.1)?;
    let operations = described["operations"].as_array().cloned().unwrap_or_default();
    let paths = operations.iter().filter_map(|operation| operation["path"].as_str());
    for path in paths.filter(|path| !path.contains('{')) {
        if is_success(connection.get(path)?.0) {
            return Ok((operations.len(), path.to_owned()));
        }
    }
    bail!("no operation of the document is a `GET` without variables and required parameters")
}

fn measure(arguments: &Arguments, start: &dyn Fn(u16) -> Command, path: &str) -> Result<Figures> {
    let mut starts = Vec::new();
    for _ in 0..arguments.starts {
        starts.push(Server::start(start)?.start);
    }
    let server = Server::start(start)?;
    let mut connection = Connection::open(&server)?;
    let is_answered = is_success(connection.get(path)?.0);
    // What is made once is made.
    for _ in 0..arguments.calls / 10 {
        connection.get(path)?;
    }
    let before = server.cpu_time()?;
    for _ in 0..arguments.calls {
        connection.get(path)?;
    }
    let used = server.cpu_time()?.saturating_sub(before);
    let call = is_answered.then(|| used.as_secs_f64() * 1e6 / f64::from(arguments.calls.max(1)));
    Ok(Figures { start: median(&mut starts), memory: server.memory()?, call })
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "start {:.1} ms; memory {:.1} MiB", self.start.as_secs_f64() * 1e3, self.memory)?;
        match self.call {
            Some(call) => write!(f, "; call {call:.0} µs of CPU"),
            None => write!(f, "; does not answer the call"),
        }
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}
