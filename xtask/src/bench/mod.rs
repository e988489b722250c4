//! `cargo xtask bench`: measurements, each beside what it is compared with.

mod codegen;
mod mock;

use std::process::ExitCode;

use anyhow::Result;

/// Measures, and prints each figure beside what it is compared with.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(clap::Subcommand)]
enum Subject {
    Codegen(codegen::Arguments),
    Mock(mock::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.subject {
        Subject::Codegen(arguments) => codegen::run(arguments),
        Subject::Mock(arguments) => mock::run(arguments),
    }
}
