//! `mock`: serves described APIs without generated code.

use std::process::ExitCode;

use anyhow::Result;
pub use twinspec_spec_mock::Arguments;

use crate::{Described, Repository, select};

/// Serves until it is interrupted.
///
/// # Errors
/// The descriptions cannot be served.
pub fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let specs = arguments.spec.clone().unwrap_or_else(|| repository.specs());
    let documents = if arguments.spec.is_some() { Vec::new() } else { repository.documents() };
    let path = |api: &Described| api.path.to_string_lossy().into_owned();
    let arguments = match arguments.apis() {
        [] if !documents.is_empty() => arguments.serving(repository.select(None, &[])?.iter().map(path)),
        named => {
            let known = |name: &String| documents.iter().find(|api| api.name == *name);
            arguments.serving(named.iter().map(|name| known(name).map_or_else(|| name.clone(), path)))
        }
    };
    // It knows the name that was meant.
    select(&specs, arguments.apis())?;
    Ok(twinspec_spec_mock::run("twinspec mock", &specs, &arguments)?)
}
