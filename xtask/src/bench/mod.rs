//! `cargo xtask bench`: measurements, each beside what it is compared with.

mod alibaba;
mod cargo_bench;
mod client;
mod codegen;
mod compile;
mod import;
mod median;
mod mock;
mod peers;
mod plain;
mod progenitor;
mod server;
mod timed;

use std::process::ExitCode;

use anyhow::Result;

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
    Plain(plain::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.subject {
        Subject::Client(arguments) => client::run(arguments),
        Subject::Codegen(arguments) => codegen::run(arguments),
        Subject::Compile(arguments) => compile::run(arguments),
        Subject::Import(arguments) => import::run(arguments),
        Subject::Mock(arguments) => mock::run(arguments),
        Subject::Plain(arguments) => plain::run(arguments),
    }
}
