//! `cargo xtask bench client`.

use std::process::ExitCode;

use anyhow::Result;

use super::alibaba;

/// Compares the CPU time of a signed and typed call, over either transport, with unsigned requests of raw `reqwest`
/// and raw `hyper-util`, at a concurrency of 1 and of 32.
///
/// Builds in release mode first. The clients take turns; each round is reported relative to raw `reqwest`.
#[derive(clap::Args)]
#[command(
    after_help = "`cargo xtask bench client -- --help` lists the arguments: --calls, --rounds, --concurrency and more."
)]
pub(crate) struct Arguments {
    /// Arguments of the measurement.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    super::cargo_bench::cargo_bench(alibaba::PACKAGE, "hyper,reqwest", "calls", &arguments.arguments)
}
