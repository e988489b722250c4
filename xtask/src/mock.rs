//! `cargo xtask mock`.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::repository::{self, root};
use twinspec::select;

/// Builds a mock of some APIs and runs it.
#[derive(clap::Args)]
#[command(after_help = "The program prints `listening on http://…` as its first line when it is ready.\n\
    One API of this repository is served by its generated mock. Several, and those of another folder, are read by the \
    mock when it starts, and need no generated code.\n\
    `cargo xtask mock API -- --help` lists the arguments of the mock: --listen, --seed, --log and more.")]
pub(crate) struct Arguments {
    /// The folder of specs [default: `spec` in this repository]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// The APIs, names of folders in the folder of specs, paths of documents or folders of documents [default: all], and then the arguments of the mock.
    #[arg(value_name = "API | ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (root, repository) = (root(), repository::repository()?);
    let named = arguments.words.iter().take_while(|word| !word.starts_with('-')).count();
    let (named, told) = arguments.words.split_at(named);
    let told = told.strip_prefix(&["--".to_owned()]).unwrap_or(told);
    let specs = arguments.spec.clone().unwrap_or_else(|| repository.specs());
    let apis = match (&arguments.spec, named) {
        (None, []) => select(&specs, &[])?.into_iter().map(|api| api.name).collect(),
        (_, named) => named.to_vec(),
    };
    let manifest = |api: &String| repository.generated().join(api).join("mock/Cargo.toml");
    let mut command = repository::cargo();
    command.args(["run", "--manifest-path"]);
    match apis.as_slice() {
        [api] if arguments.spec.is_none() && manifest(api).is_file() => {
            command.arg(manifest(api)).arg("--");
        }
        apis => {
            command.arg(root.join("Cargo.toml")).args(["--package", "twinspec-spec-mock", "--", "--spec"]);
            command.arg(&specs).args(apis);
        }
    }
    command.args(told);
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
