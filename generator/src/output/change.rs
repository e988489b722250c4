use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::journal::{JOURNAL, Journal};
use super::lock::LOCK;
use super::manifest::{MANIFEST, Manifest, hash};
use super::obstacle::{Obstacle, ObstacleKind, links};
use super::ours::{has_our_header, is_temporary};
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
    /// What is in the way of a file, sorted by path. As long as there is any, nothing is written.
    pub obstacles: Vec<Obstacle>,
    /// Files that were never generated. They are left alone.
    pub foreign: Vec<String>,
    /// Temporary files of a run that was killed. The next one that writes removes them.
    pub leftovers: Vec<String>,
    /// Why the manifest on disk was not used, if it was not.
    pub manifest_error: Option<ManifestError>,
    /// What runs that were killed have written so far; nothing if none was.
    pub(super) journal: Option<Journal>,
}

/// Whether files were generated into a folder, by its manifest or by what a killed run left.
///
/// A manifest of another program says nothing of ours.
pub fn is_ours(folder: &Path) -> bool {
    matches!(Manifest::read(folder), Ok(Some(_))) || matches!(Journal::read(folder), Ok(Some(_)))
}

/// Compares a folder with what it should hold.
pub fn compare(folder: &Path, tree: &OutputTree) -> Comparison {
    let mut comparison = Comparison::default();
    if folder.is_symlink() {
        comparison.obstacles.push(Obstacle { path: String::new(), kind: ObstacleKind::FolderLink });
        return comparison;
    }
    if is_missing(folder) {
        let changes = tree.iter().map(|(path, _)| Change { path: path.to_owned(), kind: ChangeKind::Missing });
        comparison.changes = changes.collect();
        comparison.sort();
        return comparison;
    }
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => manifest.unwrap_or_default(),
        Err(error) => {
            comparison.manifest_error = Some(error);
            Manifest::default()
        }
    };
    match Journal::read(folder) {
        Ok(journal) => comparison.journal = journal,
        Err(_) => comparison.obstacles.push(Obstacle { path: JOURNAL.to_owned(), kind: ObstacleKind::ForeignFile }),
    }
    let manifest_error = comparison.manifest_error.as_ref();
    // Whether a run that was killed wrote a file.
    let in_journal =
        |path: &str, hash: &str| comparison.journal.as_ref().is_some_and(|journal| journal.has(path, hash));
    // Whether a file is ours although no manifest that can be read names it.
    let ours = |path: &str, bytes: &[u8]| match manifest_error {
        _ if path == MANIFEST => matches!(manifest_error, None | Some(ManifestError::Damaged { .. })),
        Some(ManifestError::Damaged { outputs }) if outputs.contains(path) => true,
        _ => has_our_header(bytes),
    };
    let files: Vec<_> = tree.iter().collect();
    let difference = |(path, text): (&str, &str)| {
        let kind = match std::fs::read(folder.join(path)) {
            Err(_) if path == MANIFEST && manifest_error.is_some() => {
                return Some(Err(in_the_way(path, manifest_error)));
            }
            // Nobody can tell what is in it.
            Err(error) if error.kind() == ErrorKind::PermissionDenied && !manifest.outputs.contains_key(path) => {
                return Some(Err(in_the_way(path, manifest_error)));
            }
            // Neither a folder nor a link that leads nowhere was made here.
            Err(_) if std::fs::symlink_metadata(folder.join(path)).is_ok_and(|found| !found.is_file()) => {
                return Some(Err(in_the_way(path, manifest_error)));
            }
            Err(_) => ChangeKind::Missing,
            Ok(bytes) if bytes == text.as_bytes() => return None,
            Ok(bytes) => match (hash(&bytes), manifest.outputs.get(path)) {
                (found, _) if found == hash(text.as_bytes()) => return None,
                (found, _) if in_journal(path, &found) => ChangeKind::Stale,
                // Someone else's file took the place of ours.
                (found, Some(generated))
                    if *generated != found && has_our_header(text.as_bytes()) && !has_our_header(&bytes) =>
                {
                    return Some(Err(in_the_way(path, manifest_error)));
                }
                (found, Some(generated)) if *generated != found => ChangeKind::HandEdited,
                (_, Some(_)) => ChangeKind::Stale,
                (_, None) if ours(path, &bytes) => ChangeKind::Stale,
                (_, None) => return Some(Err(in_the_way(path, manifest_error))),
            },
        };
        Some(Ok(Change { path: path.to_owned(), kind }))
    };
    let differences: Vec<_> = files.into_par_iter().filter_map(difference).collect();
    comparison.unchanged = tree.len() - differences.len();
    let mut obstacles = links(folder, tree);
    obstacles.append(&mut comparison.obstacles);
    for difference in differences {
        match difference {
            Ok(change) => comparison.changes.push(change),
            Err(obstacle) => obstacles.push(obstacle),
        }
    }
    obstacles.sort_unstable();
    comparison.obstacles = obstacles;
    for path in files_below(folder) {
        let name = path.rsplit('/').next().unwrap_or_default();
        if tree.get(&path).is_some() || name == LOCK || path == JOURNAL {
            continue;
        }
        // Of a manifest that is not ours, or is damaged, nothing is taken for a reason to remove a file.
        let (generated, journal) = (manifest.outputs.get(&path), comparison.journal.as_ref());
        // A file of someone else that took the place of ours stays.
        let is_ours = |bytes: &[u8]| {
            let found = hash(bytes);
            generated.is_some_and(|generated| found == *generated || has_our_header(bytes))
                || journal.is_some_and(|journal| journal.has(&path, &found))
        };
        let is_listed = (generated.is_some() || journal.is_some())
            && std::fs::read(folder.join(&path)).is_ok_and(|bytes| is_ours(&bytes));
        if is_listed || path == MANIFEST && comparison.manifest_error.is_none() {
            comparison.changes.push(Change { path, kind: ChangeKind::Orphaned });
        } else if is_temporary(name) {
            comparison.leftovers.push(path);
        } else {
            comparison.foreign.push(path);
        }
    }
    comparison.sort();
    comparison
}

impl Comparison {
    /// The manifest comes last: until then the old one still names what has to be removed.
    fn sort(&mut self) {
        self.changes.sort_by(|a, b| (a.path == MANIFEST, &a.path).cmp(&(b.path == MANIFEST, &b.path)));
    }
}

/// Whether nothing has the name of a folder.
pub(super) fn is_missing(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder).is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// A file that is not ours where one has to be written.
fn in_the_way(path: &str, manifest_error: Option<&ManifestError>) -> Obstacle {
    let kind = match manifest_error {
        Some(ManifestError::Read(_)) if path == MANIFEST => ObstacleKind::UnreadableManifest,
        _ if path == MANIFEST => ObstacleKind::ForeignManifest,
        _ => ObstacleKind::ForeignFile,
    };
    Obstacle { path: path.to_owned(), kind }
}

/// Whether cargo builds in a folder, which it marks (<https://bford.info/cachedir/>).
fn is_build_output(folder: &Path) -> bool {
    folder.ends_with("target") && folder.join("CACHEDIR.TAG").is_file()
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
                Ok(kind) if kind.is_dir() && is_build_output(&entry.path()) => {}
                Ok(kind) if kind.is_dir() => open.push(path),
                Ok(_) => {
                    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                    files.insert(parts.join("/"));
                }
                _ => {}
            }
        }
    }
    files
}
