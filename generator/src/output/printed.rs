use std::path::{Path, PathBuf};

use super::Manifest;
use super::manifest::hash;

/// What an earlier run has printed into the folder of an API: a file whose unprinted text is the same is taken from there.
/// The default has nothing, so that everything is printed.
#[derive(Debug, Default)]
pub struct Printed {
    folder: PathBuf,
    manifest: Manifest,
}

impl Printed {
    /// Reads the manifest of a folder. Without one that can be read, everything is printed.
    pub fn read(folder: &Path) -> Self {
        let manifest = Manifest::read(folder).ok().flatten().unwrap_or_default();
        Printed { folder: folder.to_owned(), manifest }
    }

    /// The file at a path, if it was printed from a text of this hash and is as it was then.
    pub(crate) fn text(&self, path: &str, unprinted: &str) -> Option<String> {
        if self.manifest.unprinted.get(path)? != unprinted {
            return None;
        }
        let bytes = std::fs::read(self.folder.join(path)).ok()?;
        if hash(&bytes) != *self.manifest.outputs.get(path)? {
            return None;
        }
        let text = String::from_utf8(bytes).ok()?;
        // A checkout may have changed the ends of lines.
        Some(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
    }
}
