//! From a folder to a service.

use std::path::Path;

use twinspec_generator::diagnostics::{Diagnostics, Files};
use twinspec_generator::generate::{GenerateError, State, serve};
use twinspec_mock::Service;

/// Why a description cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It has faults.
    #[error("the description has faults:\n{}", _1.render(_0, false).trim_end())]
    Spec(Files, Diagnostics),
    /// The generator has.
    #[error("{0}")]
    Generate(String),
}

/// Reads and lints the description in `folder`, and makes what a mock serves of it. That stays in memory to the end of
/// the process.
///
/// # Errors
/// All the faults of the description at once.
pub fn load(folder: &Path) -> Result<&'static Service, LoadError> {
    load_with(folder, State::Inferred)
}

/// The same, with the state that can be inferred of a document that does not say it, or without.
///
/// # Errors
/// Those of [`load`].
pub fn load_with(folder: &Path, state: State) -> Result<&'static Service, LoadError> {
    Ok(serve(folder, state)?.0)
}

impl From<GenerateError> for LoadError {
    fn from(error: GenerateError) -> Self {
        match error {
            GenerateError::Spec(files, diagnostics) => LoadError::Spec(files, diagnostics),
            other => LoadError::Generate(other.to_string()),
        }
    }
}
