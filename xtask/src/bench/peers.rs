//! The generators of Rust clients that ours is compared with, each a program of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::progenitor::Progenitor;
use twinspec::print;

/// The programs that are there.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Peers {
    #[command(flatten)]
    progenitor: Progenitor,
    /// The program `openapi-to-rust` (`cargo install openapi-to-rust`), to compare with.
    #[arg(long, value_name = "PROGRAM")]
    openapi_to_rust: Option<PathBuf>,
    /// The program `oas3-gen` (`cargo install oas3-gen`), to compare with.
    #[arg(long, value_name = "PROGRAM")]
    oas3_gen: Option<PathBuf>,
}

impl Peers {
    /// The names of those that are there, in the order of [`generate`](Peers::generate).
    pub(super) fn names(&self) -> Vec<&'static str> {
        let progenitor = self.progenitor.is_there().then_some("progenitor");
        let openapi_to_rust = self.openapi_to_rust.as_ref().map(|_| "openapi-to-rust");
        let oas3_gen = self.oas3_gen.as_ref().map(|_| "oas3-gen");
        progenitor.into_iter().chain(openapi_to_rust).chain(oas3_gen).collect()
    }

    /// How long each takes for the client of an OpenAPI document; nothing for one that makes no client of it.
    pub(super) fn generate(&self, openapi: &Path, folder: &Path) -> Result<Vec<Option<Duration>>> {
        let mut times = Vec::new();
        if self.progenitor.is_there() {
            times.push(self.progenitor.generate(openapi, folder)?.map(|(_, elapsed)| elapsed));
        }
        if let Some(program) = &self.openapi_to_rust {
            // It writes below the folder that it is started in.
            times.push(timed(program, openapi, folder, &["generate".as_ref(), openapi.as_os_str()])?);
        }
        if let Some(program) = &self.oas3_gen {
            let (input, output) = ("-i".as_ref(), "-o".as_ref());
            let arguments = ["generate".as_ref(), "client-mod".as_ref(), input, openapi.as_os_str(), output];
            let arguments = [&arguments[..], &["oas3-gen".as_ref(), "--workspace".as_ref()]].concat();
            times.push(timed(program, openapi, folder, &arguments)?);
        }
        Ok(times)
    }
}

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
