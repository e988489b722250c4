//! The commands of Twinspec as a library: the program `twinspec` has them, and so has the `cargo xtask` of a repository,
//! with that repository's `twinspec.yaml`.
//!
//! ```
//! use clap::Parser;
//! use twinspec::{Commands, Repository};
//!
//! #[derive(Parser)]
//! struct Arguments {
//!     #[command(subcommand)]
//!     commands: Commands,
//! }
//!
//! let repository = Repository::open("cargo xtask", "..".as_ref())?;
//! let arguments = Arguments::parse_from(["xtask", "explain", "S014"]);
//! arguments.commands.run(&repository)?;
//! # Ok::<(), anyhow::Error>(())
//! ```

mod alibaba;
mod apis;
mod callers;
pub mod codegen;
mod completions;
pub mod configuration;
mod declared;
mod diff;
mod explain;
mod git;
mod import;
mod infer;
mod lint;
#[cfg(feature = "mock")]
pub mod mock;
mod new;
pub mod print;
pub mod report;
mod repository;

use std::process::ExitCode;

use alibaba::policy;
use anyhow::Result;

pub use apis::{Described, select};
pub use completions::completions;
pub use print::shown;
pub use repository::Repository;

/// The commands that every repository has.
#[derive(clap::Subcommand)]
pub enum Commands {
    #[allow(missing_docs)]
    New(new::Arguments),
    #[allow(missing_docs)]
    Codegen(codegen::Arguments),
    #[allow(missing_docs)]
    Lint(lint::Arguments),
    #[allow(missing_docs)]
    Diff(diff::Arguments),
    #[allow(missing_docs)]
    Explain(explain::Arguments),
    #[allow(missing_docs)]
    Import(import::Arguments),
    #[allow(missing_docs)]
    Infer(infer::Arguments),
    #[allow(missing_docs)]
    Policy(policy::Arguments),
}

impl Commands {
    /// Runs the command in a repository. What it has to say it prints.
    ///
    /// # Errors
    /// What kept it from doing its work; a description with faults is an exit code.
    pub fn run(&self, repository: &Repository) -> Result<ExitCode> {
        match self {
            Commands::New(arguments) => new::run(arguments, repository),
            Commands::Codegen(arguments) => codegen::run(arguments, repository),
            Commands::Lint(arguments) => lint::run(arguments, repository),
            Commands::Diff(arguments) => diff::run(arguments, repository),
            Commands::Explain(arguments) => explain::run(arguments, repository),
            Commands::Import(arguments) => import::run(arguments, repository),
            Commands::Infer(arguments) => infer::run(arguments, repository),
            Commands::Policy(arguments) => policy::run(arguments, repository),
        }
    }
}
