//! `cargo xtask mock`.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::apis;
use crate::workspace::root;

/// Builds the mock of an API and runs it.
#[derive(clap::Args)]
#[command(after_help = "The program prints `listening on http://…` as its first line when it is ready.\n\
    `cargo xtask mock API -- --help` tells its arguments: --listen, --access-key, --site and more.")]
pub(crate) struct Arguments {
    /// The API: the name of a folder in `spec`.
    api: String,
    /// Arguments of the mock.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let root = root();
    apis::select(&root.join("spec"), std::slice::from_ref(&arguments.api))?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["run", "--features", "program", "--package", &format!("acs-{}-mock", arguments.api)])
        .arg("--manifest-path")
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .args(&arguments.arguments);
    replace(command).context("cannot run cargo")
}

/// Becomes the command, so that signals reach it.
#[cfg(unix)]
fn replace(mut command: Command) -> std::io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(&mut command))
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
