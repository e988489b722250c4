//! What a run is about to write, recorded before it does: if it is killed, the next one knows the files that are there already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ours::is_our_name;

/// The name of the journal in the folder of an API. It is there while a run writes, and after one that was killed.
pub(super) const JOURNAL: &str = ".twinspec-journal";

/// The files that a run, and killed ones before it, wrote or were about to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Who wrote it.
    generator: String,
    /// The hashes of the texts that a file may have, by its path below the folder of the API.
    files: BTreeMap<String, BTreeSet<String>>,
}

impl Journal {
    /// Reads the journal of a folder, if there is one.
    ///
    /// # Errors
    /// What has its name is not one of ours.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, NotOurs> {
        let path = folder.join(JOURNAL);
        let Ok(found) = std::fs::symlink_metadata(&path) else { return Ok(None) };
        let read = || serde_json::from_slice::<Journal>(&std::fs::read(&path).ok()?).ok();
        let ours = read().filter(|journal| found.is_file() && is_our_name(&journal.generator));
        ours.map(Some).ok_or(NotOurs)
    }

    /// Whether a run wrote a text of this hash to a path, or was about to.
    pub(super) fn has(&self, path: &str, hash: &str) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(hash))
    }

    /// Adds a file that is about to be written.
    pub(super) fn add(&mut self, path: &str, hash: String) {
        self.files.entry(path.to_owned()).or_default().insert(hash);
    }

    /// The text of the file.
    pub(super) fn to_text(&self) -> String {
        let generator = concat!("twinspec-generator ", env!("CARGO_PKG_VERSION")).to_owned();
        // A map of strings always serialises.
        serde_json::to_string_pretty(&Journal { generator, files: self.files.clone() }).unwrap_or_default() + "\n"
    }
}

/// A file of someone else has the name of the journal.
#[derive(Debug)]
pub(super) struct NotOurs;
