//! `explain`.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use twinspec_generator::diagnostics::Code;
use twinspec_generator::diff::{rule, rules};

use crate::{Repository, print};

/// Explains what a code of a diagnostic means and how to fix it, or what a rule of `diff` is; without a code, lists all.
#[derive(clap::Args)]
pub struct Arguments {
    /// The code, such as `S014`, or the id of a rule, such as `W022`.
    code: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    match &arguments.code {
        Some(code) => match rule(code) {
            Some(rule) => print::line(format_args!("{}", rule.explanation().trim_end())),
            None => {
                let list = format!("`{} explain` lists them all", repository.command());
                let code: Code = code.parse().map_err(|error| anyhow!("{error}; {list}"))?;
                print::line(format_args!("{}", code.explanation().trim_end()));
            }
        },
        None => {
            Code::ALL.iter().for_each(|code| print::line(format_args!("{code}  {}", code.title())));
            rules().for_each(|rule| print::line(format_args!("{}  {}", rule.id, rule.title)));
        }
    }
    Ok(ExitCode::SUCCESS)
}
