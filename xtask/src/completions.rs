//! `cargo xtask completions`.

use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;

use crate::print;

/// Prints the completions of a shell for the program `xtask`, as `cargo install --path xtask` installs it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The shell.
    shell: clap_complete::Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut command = crate::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "xtask", &mut script);
    print::line(String::from_utf8_lossy(&script).trim_end());
    Ok(ExitCode::SUCCESS)
}
