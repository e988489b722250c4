//! Benches of the other workspace.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::repository::root;

/// Builds a bench of the other workspace in release mode and runs it.
pub(super) fn cargo_bench(package: &str, feature: &str, bench: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["bench", "--package", package, "--features", feature, "--bench", bench, "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    let status = command.status().context("cannot run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
