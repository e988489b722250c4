//! Benches of the other workspace.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::repository;

/// Builds a bench of the other workspace in release mode and runs it.
pub(super) fn cargo_bench(package: &str, feature: &str, bench: &str, arguments: &[String]) -> Result<ExitCode> {
    let mut command = repository::cargo();
    command
        .args(["bench", "--package", package, "--features", feature, "--bench", bench, "--manifest-path"])
        .arg(repository::root().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    let status = command.status().context("cannot run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
