//! `cargo xtask`: the commands of this repository.

mod bench;
mod corpus;
mod mock;
mod repository;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use mimalloc::MiMalloc;
use repository::repository;
use twinspec::{Commands, completions, report};

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
    #[command(flatten)]
    Common(Commands),
    Corpus(corpus::Arguments),
    Mock(mock::Arguments),
    Bench(bench::Arguments),
    /// Prints the completions of a shell for the program `xtask`, as `cargo install --path xtask` installs it.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Common(commands) => repository().and_then(|repository| commands.run(&repository)),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Completions { shell } => {
            completions(shell, &mut Arguments::command(), "xtask");
            Ok(ExitCode::SUCCESS)
        }
    };
    outcome.unwrap_or_else(|error| {
        report::error(&error);
        ExitCode::FAILURE
    })
}
