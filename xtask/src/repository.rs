//! Where things are in this repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use twinspec::Repository;

/// This repository, for the commands that every repository has.
///
/// # Errors
/// Its `twinspec.yaml` cannot be read, or has a fault.
pub(crate) fn repository() -> Result<Repository> {
    Repository::open("cargo xtask", &root())
}

/// The top folder of the repository.
pub(crate) fn root() -> PathBuf {
    // Cargo says where the manifest is now; a checkout may have moved since the build.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let manifest = manifest.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    manifest.parent().map(Path::to_owned).unwrap_or(manifest)
}

/// The `cargo` that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where cargo builds the other workspace.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
