use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{MANIFEST, Manifest, hash};
use super::{ManifestError, OutputTree};

/// What is wrong with a file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is not there.
    Missing,
    /// It is as it was generated, from an older spec or by an older generator.
    Stale,
    /// It was changed by hand.
    HandEdited,
    /// It was generated once, and is no longer.
    Orphaned,
}

/// A file that has to be written or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path below the folder of the API.
    pub path: String,
    /// What is wrong with it.
    pub kind: ChangeKind,
}

/// How a folder differs from what it should hold.
#[derive(Debug, Default)]
pub struct Comparison {
    /// What has to be done, sorted by path, the manifest last.
    pub changes: Vec<Change>,
    /// How many files are right.
    pub unchanged: usize,
    /// Files that were never generated. They are left alone.
    pub foreign: Vec<String>,
    /// Why the manifest on disk was not used, if it was not.
    pub manifest_error: Option<ManifestError>,
}

/// Compares a folder with what it should hold.
pub fn compare(folder: &Path, tree: &OutputTree) -> Comparison {
    let mut comparison = Comparison::default();
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => manifest.unwrap_or_default(),
        Err(error) => {
            comparison.manifest_error = Some(error);
            Manifest::default()
        }
    };
    let files: Vec<_> = tree.iter().collect();
    let change = |(path, text): (&str, &str)| {
        let kind = match std::fs::read(folder.join(path)) {
            Err(_) => ChangeKind::Missing,
            Ok(bytes) if bytes == text.as_bytes() => return None,
            Ok(bytes) => match (hash(&bytes), manifest.outputs.get(path)) {
                (found, _) if found == hash(text.as_bytes()) => return None,
                (found, Some(generated)) if *generated != found => ChangeKind::HandEdited,
                _ => ChangeKind::Stale,
            },
        };
        Some(Change { path: path.to_owned(), kind })
    };
    comparison.changes = files.into_par_iter().filter_map(change).collect();
    comparison.unchanged = tree.len() - comparison.changes.len();
    for path in files_below(folder) {
        if tree.get(&path).is_some() {
            continue;
        }
        if manifest.outputs.contains_key(&path) || path == MANIFEST {
            comparison.changes.push(Change { path, kind: ChangeKind::Orphaned });
        } else {
            comparison.foreign.push(path);
        }
    }
    // The manifest comes last: until then the old one still names what has to be removed.
    comparison.changes.sort_by(|a, b| (a.path == MANIFEST, &a.path).cmp(&(b.path == MANIFEST, &b.path)));
    comparison
}

/// The files below a folder, build output left out.
fn files_below(folder: &Path) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let mut open = vec![PathBuf::new()];
    while let Some(below) = open.pop() {
        let Ok(entries) = std::fs::read_dir(folder.join(&below)) else { continue };
        for entry in entries.flatten() {
            let path = below.join(entry.file_name());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && entry.file_name() != "target" => open.push(path),
                Ok(kind) if !kind.is_dir() => {
                    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                    files.insert(parts.join("/"));
                }
                _ => {}
            }
        }
    }
    files
}
