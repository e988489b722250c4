//! `cargo xtask bench`: measurements, each beside what it is compared with.

mod alibaba;
mod client;
mod codegen;
mod compile;
mod import;
mod mock;
mod peers;
mod progenitor;

use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::repository::root;

/// Runs a benchmark and prints each figure with what it is compared with.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(clap::Subcommand)]
enum Subject {
    Client(client::Arguments),
    Codegen(codegen::Arguments),
    Compile(compile::Arguments),
    Import(import::Arguments),
    Mock(mock::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.subject {
        Subject::Client(arguments) => client::run(arguments),
        Subject::Codegen(arguments) => codegen::run(arguments),
        Subject::Compile(arguments) => compile::run(arguments),
        Subject::Import(arguments) => import::run(arguments),
        Subject::Mock(arguments) => mock::run(arguments),
    }
}

/// Builds a bench of the other workspace in release mode and runs it.
fn cargo_bench(package: &str, feature: &str, bench: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["bench", "--package", package, "--features", feature, "--bench", bench, "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    let status = command.status().context("cannot run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sorts the times and returns the middle one.
fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
