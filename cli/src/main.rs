//! The program `twinspec`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use mimalloc::MiMalloc;
use twinspec::{Commands, Repository, completions, report};

/// Generation is mostly small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generates Rust clients, mock servers, documentation and tests from OpenAPI documents.
///
/// It works in the current folder: it reads descriptions from `spec` and writes to `generated`.
#[derive(Parser)]
#[command(name = "twinspec", version)]
struct Arguments {
    /// A checkout of Twinspec, which has the runtime crates in `runtime` and `protocols` [default: the one that this
    /// program was built from]
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
    let Arguments { runtime, command } = Arguments::parse();
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let repository = Repository::new("twinspec", ".".into()).with_runtime(runtime.unwrap_or(built_from));
    let outcome = match command {
        Command::Common(commands) => commands.run(&repository),
        #[cfg(feature = "mock")]
        Command::Mock(arguments) => twinspec::mock::run(&arguments, &repository),
        Command::Completions { shell } => {
            completions(shell, &mut Arguments::command(), "twinspec");
            Ok(ExitCode::SUCCESS)
        }
    };
    outcome.unwrap_or_else(|error| {
        report::error(&error);
        ExitCode::FAILURE
    })
}
