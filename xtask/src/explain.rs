//! `cargo xtask explain`.

use std::process::ExitCode;

use crate::print;

use anyhow::{Result, anyhow};
use twinspec_generator::diagnostics::Code;

/// Tells what a code of a diagnostic means and how to mend it; lists all codes if none is given.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The code, such as `S014`.
    code: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.code {
        Some(code) => {
            let code: Code = code.parse().map_err(|error| anyhow!("{error}; `cargo xtask explain` lists them all"))?;
            print::line(format_args!("{}", code.explanation().trim_end()));
        }
        None => Code::ALL.iter().for_each(|code| print::line(format_args!("{code}  {}", code.title()))),
    }
    Ok(ExitCode::SUCCESS)
}
