//! `mock`: serves described APIs without generated code.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use twinspec_mock::program;

use crate::{Repository, select, shown};

/// Serves a mock of described APIs until it is interrupted.
#[derive(clap::Args)]
#[command(
    after_help = "The first line is `listening on http://…` when it is ready. GET /_mock at that address tells how to \
    force errors, put resources and move the clock."
)]
pub struct Arguments {
    /// The folder of specs, `spec` if it is not given.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// The APIs to serve: names of folders in the folder of specs; all if none is named.
    apis: Vec<String>,
    #[command(flatten)]
    program: program::Arguments,
}

/// Serves until it is interrupted.
///
/// # Errors
/// The descriptions cannot be served.
pub fn run(arguments: Arguments, repository: &Repository) -> Result<ExitCode> {
    let specs = arguments.spec.unwrap_or_else(|| repository.specs());
    let found = select(&specs, &arguments.apis)?;
    // In the order of the names, not of the folders: the first one has the say where there can be only one.
    let apis = if arguments.apis.is_empty() { found } else { arguments.apis };
    let services = apis.iter().map(|api| {
        let folder = specs.join(api);
        twinspec_spec_mock::load(&folder).with_context(|| format!("cannot serve `{}`", shown(&folder)))
    });
    let services = services.collect::<Result<Vec<_>>>()?;
    Ok(program::serve(&services, arguments.program))
}
