//! `cargo xtask`: the commands of this repository.

mod apis;
mod bench;
mod codegen;
mod completions;
mod corpus;
mod explain;
mod import;
mod lint;
mod mock;
mod policy;
mod print;
mod report;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Generation is mostly small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generates Rust clients, mock servers, documentation and tests from the specs in `spec/`.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Codegen(codegen::Arguments),
    Lint(lint::Arguments),
    Explain(explain::Arguments),
    Import(import::Arguments),
    Corpus(corpus::Arguments),
    Mock(mock::Arguments),
    Policy(policy::Arguments),
    Bench(bench::Arguments),
    Completions(completions::Arguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        report::error(&error);
        ExitCode::FAILURE
    })
}
