//! The generators of Rust clients that ours is compared with, each a program of its own.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

use super::progenitor::Progenitor;
use super::timed::timed;

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
