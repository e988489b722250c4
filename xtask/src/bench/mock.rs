//! `cargo xtask bench mock`.

use std::process::ExitCode;

use anyhow::Result;

use super::alibaba;

/// Compares the mock with 1 and with 74 operations with a bare route of axum: requests per second, CPU time per
/// request, start time, memory.
///
/// Builds in release mode first. Reads CPU time and memory as Linux reports them.
#[derive(clap::Args)]
#[command(
    after_help = "`cargo xtask bench mock -- --help` lists the arguments: --requests, --rounds, --connections and more."
)]
pub(crate) struct Arguments {
    /// Arguments of the measurement.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    super::cargo_bench::cargo_bench(alibaba::PACKAGE, "program", "http", &arguments.arguments)
}
