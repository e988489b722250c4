//! `explain`.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use twinspec_generator::diagnostics::Code;

use crate::{Repository, print};

/// Explains what a code of a diagnostic means and how to fix it; without a code, lists all codes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The code, such as `S014`.
    code: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    match &arguments.code {
        Some(code) => {
            let list = format!("`{} explain` lists them all", repository.command());
            let code: Code = code.parse().map_err(|error| anyhow!("{error}; {list}"))?;
            print::line(format_args!("{}", code.explanation().trim_end()));
        }
        None => Code::ALL.iter().for_each(|code| print::line(format_args!("{code}  {}", code.title()))),
    }
    Ok(ExitCode::SUCCESS)
}
