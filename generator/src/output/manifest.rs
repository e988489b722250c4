use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::OutputTree;

/// The name of the manifest in the folder of an API.
pub const MANIFEST: &str = "manifest.json";

/// What was generated into a folder: the hashes tell an edited file from a stale one, and the names tell a file that is
/// no longer generated from one that never was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Who wrote it, for a reader who wonders.
    pub generator: String,
    /// BLAKE3 of each file, by its path below the folder of the API. Line ends do not count: a checkout may change them.
    pub outputs: BTreeMap<String, String>,
    /// The hash of what each printed file was printed from, by its path: what need not be printed again.
    #[serde(default)]
    pub unprinted: BTreeMap<String, String>,
}

/// A manifest that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("cannot read it")]
    Read(#[source] std::io::Error),
    /// The file is not a manifest.
    #[error("it is not a manifest")]
    Parse(#[source] serde_json::Error),
}

impl Manifest {
    /// The manifest of what is about to be written.
    pub fn new(outputs: &OutputTree) -> Self {
        let unprinted = outputs.unprinted().clone();
        let outputs: Vec<_> = outputs.iter().collect();
        let hashed = outputs.into_par_iter().map(|(path, text)| (path.to_owned(), hash(text.as_bytes())));
        Manifest {
            generator: concat!("twinspec-generator ", env!("CARGO_PKG_VERSION")).to_owned(),
            outputs: hashed.collect(),
            unprinted,
        }
    }

    /// Reads the manifest of a folder; `None` if it has none.
    ///
    /// # Errors
    /// There is one that cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, ManifestError> {
        match std::fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(ManifestError::Parse),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ManifestError::Read(error)),
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        // A map of strings always serialises.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The hash of a file, whatever its line ends.
pub(super) fn hash(bytes: &[u8]) -> String {
    if !bytes.contains(&b'\r') {
        return blake3::hash(bytes).to_hex().to_string();
    }
    let mut hasher = blake3::Hasher::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\r\n") {
        hasher.update(&rest[..at]);
        rest = &rest[at + 1..];
    }
    hasher.update(rest).finalize().to_hex().to_string()
}
