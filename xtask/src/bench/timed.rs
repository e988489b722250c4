//! How long another program takes.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use twinspec::print;

/// How long a program runs in a folder; nothing, and a note, if it fails.
pub(super) fn timed(program: &Path, openapi: &Path, folder: &Path, arguments: &[&OsStr]) -> Result<Option<Duration>> {
    let program = std::path::absolute(program).context("cannot find the path of a program")?;
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().with_context(|| format!("cannot run `{}`", program.display()))?;
    let elapsed = start.elapsed();
    if status.success() {
        return Ok(Some(elapsed));
    }
    print::note(format_args!("`{}` makes no client of `{}`", program.display(), openapi.display()));
    Ok(None)
}
