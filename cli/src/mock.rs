//! `mock`: serves described APIs without generated code.

use std::process::ExitCode;

use anyhow::Result;
pub use twinspec_spec_mock::Arguments;

use crate::{Repository, select};

/// Serves until it is interrupted.
///
/// # Errors
/// The descriptions cannot be served.
pub fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let specs = arguments.spec.clone().unwrap_or_else(|| repository.specs());
    // It knows the name that was meant.
    select(&specs, arguments.apis())?;
    Ok(twinspec_spec_mock::run("twinspec mock", &specs, arguments)?)
}
