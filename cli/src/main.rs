//! The program `twinspec`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use mimalloc::MiMalloc;
use twinspec::{Commands, Repository, completions, report};

/// Generation is mostly small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generates Rust clients, mock servers, documentation and tests from OpenAPI documents.
///
/// It works for the folder it is called in: `twinspec.yaml` there, or in the next folder above that has one, says where
/// descriptions and output are and what generated crates are like. Without one, it reads descriptions from `spec` and writes
/// to `generated`.
#[derive(Parser)]
#[command(name = "twinspec", version)]
struct Arguments {
    /// A checkout of Twinspec, which has the runtime crates in `runtime` and `protocols` [default: what `twinspec.yaml`
    /// says, or the checkout that this program was built from]
    #[arg(long, value_name = "DIR", global = true)]
    runtime: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Common(Commands),
    /// Serves a mock of described APIs until it is interrupted.
    #[cfg(feature = "mock")]
    Mock(twinspec::mock::Arguments),
    /// Prints the completions of a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    run(&Arguments::parse()).unwrap_or_else(|error| {
        report::error(&error);
        ExitCode::FAILURE
    })
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let repository = || -> Result<_> {
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let opened = Repository::open("twinspec", Path::new(""))?;
        Ok(opened.with_runtime(arguments.runtime.clone()).with_checkout(built_from))
    };
    match &arguments.command {
        Command::Common(commands) => commands.run(&repository()?),
        #[cfg(feature = "mock")]
        Command::Mock(arguments) => twinspec::mock::run(arguments, &repository()?),
        Command::Completions { shell } => {
            completions(*shell, &mut Arguments::command(), "twinspec");
            Ok(ExitCode::SUCCESS)
        }
    }
}
