use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::OutputTree;
use super::ours::is_our_name;

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

/// A manifest that says nothing of what may be removed.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("cannot read it")]
    Read(#[source] std::io::Error),
    /// The file is of another program.
    #[error("it was not written by this generator")]
    Foreign,
    /// The file is ours, and something was done to it since: the marks of a merge are in it.
    #[error("it is damaged")]
    Damaged {
        /// The files that it names nevertheless. They are ours.
        outputs: BTreeSet<String>,
    },
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
    /// There is one that cannot be read, or is not ours.
    pub fn read(folder: &Path) -> Result<Option<Self>, ManifestError> {
        match std::fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => match serde_json::from_slice::<Manifest>(&bytes) {
                Ok(manifest) if is_our_name(&manifest.generator) => Ok(Some(manifest)),
                Ok(_) => Err(ManifestError::Foreign),
                Err(_) => Err(damaged(&String::from_utf8_lossy(&bytes))),
            },
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

impl OutputTree {
    /// Adds the manifest of what is there.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        let manifest = Manifest::new(&self).to_text();
        self.add(MANIFEST, manifest);
        self
    }
}

/// What can be said of a manifest that cannot be parsed: each line of it names a file.
fn damaged(text: &str) -> ManifestError {
    let mut ours = false;
    let mut outputs = BTreeSet::new();
    for line in text.lines() {
        // An entry is read as the mapping that it is in.
        let line = format!("{{{}}}", line.trim().trim_end_matches(','));
        let Ok(entry) = serde_json::from_str::<BTreeMap<String, String>>(&line) else { continue };
        for (key, value) in entry {
            match key.as_str() {
                "generator" => ours |= is_our_name(&value),
                _ => drop(outputs.insert(key)),
            }
        }
    }
    if ours { ManifestError::Damaged { outputs } } else { ManifestError::Foreign }
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
