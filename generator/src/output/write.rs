use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use super::change::is_missing;
use super::journal::JOURNAL;
use super::manifest::hash;
use super::ours::TEMPORARY;
use super::{ChangeKind, Comparison, Lock, MANIFEST, ObstacleKind, OutputTree};

/// A file that could not be written or removed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something that is not ours is in the way: the first [`Obstacle`](super::Obstacle). Nothing was written.
    #[error("`{}` {kind}", path.display())]
    Obstacle {
        /// Where it is.
        path: PathBuf,
        /// What it is.
        kind: ObstacleKind,
    },
    /// The system refuses.
    #[error("cannot {verb} `{}`", path.display())]
    System {
        /// What was tried.
        verb: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
}

impl WriteError {
    fn new(verb: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| WriteError::System { verb, path, source }
    }
}

/// Makes a folder hold what it should. Files that are right keep their time, so nothing is rebuilt for nothing; each
/// other one is replaced at once, never half written. Temporary files that a killed run left are removed. A folder that is not
/// there comes into being at once, with all that is in it.
///
/// `lock` is that of the folder, or of one above it, taken before the comparison was made: no other run writes meanwhile.
///
/// # Errors
/// The first obstacle, and then nothing was written; or the first file that could not be written or removed. What was
/// written before stays, and so does a journal of it, by which the next run goes on.
pub fn write(folder: &Path, tree: &OutputTree, comparison: &Comparison, _lock: &Lock) -> Result<(), WriteError> {
    if let Some(obstacle) = comparison.obstacles.first() {
        return Err(WriteError::Obstacle { path: folder.join(&obstacle.path), kind: obstacle.kind });
    }
    if is_missing(folder) && !tree.is_empty() {
        return make(folder, tree);
    }
    for leftover in &comparison.leftovers {
        remove(folder, &folder.join(leftover))?;
    }
    let writes = comparison.changes.iter().filter(|change| change.kind != ChangeKind::Orphaned);
    let writes: Vec<_> = writes.filter_map(|change| Some((&change.path, tree.get(&change.path)?))).collect();
    let has_journal = !writes.is_empty() || comparison.journal.is_some();
    if !writes.is_empty() {
        // No manifest names these files yet, nor those that an earlier run wrote before it was killed.
        let mut journal = comparison.journal.clone().unwrap_or_default();
        writes.into_iter().for_each(|(path, text)| journal.add(path, hash(text.as_bytes())));
        replace(&folder.join(JOURNAL), &journal.to_text())?;
    }
    let mut files = Vec::new();
    for change in &comparison.changes {
        let path = folder.join(&change.path);
        match (change.kind, tree.get(&change.path)) {
            (ChangeKind::Orphaned, _) | (_, None) => remove(folder, &path)?,
            (_, Some(text)) => files.push((path, text)),
        }
    }
    // Until the manifest is there, the old one still names what has to be removed.
    let (manifest, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.ends_with(MANIFEST));
    let replaced: Vec<_> = files.into_par_iter().map(|(path, text)| replace(&path, text)).collect();
    replaced.into_iter().collect::<Result<(), _>>()?;
    manifest.into_iter().try_for_each(|(path, text)| replace(&path, text))?;
    if has_journal { remove(folder, &folder.join(JOURNAL)) } else { Ok(()) }
}

/// Makes a folder that is not there: under a temporary name, then it gets its own.
fn make(folder: &Path, tree: &OutputTree) -> Result<(), WriteError> {
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(WriteError::new("create the folder of", folder))?;
    let new = scratch_folder(above)?;
    let files: Vec<_> = tree.iter().map(|(path, text)| (new.path().join(path), text)).collect();
    let folders: BTreeSet<_> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders {
        std::fs::create_dir_all(folder).map_err(WriteError::new("create", folder))?;
    }
    let written: Vec<_> = files
        .into_par_iter()
        .map(|(path, text)| std::fs::write(&path, text).map_err(WriteError::new("write", &path)))
        .collect();
    written.into_iter().collect::<Result<(), _>>()?;
    std::fs::rename(new.path(), folder).map_err(WriteError::new("create", folder))?;
    // There is nothing of that name any more.
    let _ = new.keep();
    Ok(())
}

/// A folder under a temporary name, to be renamed when it is complete: as open to others as any that a program creates. It is
/// removed with its value.
///
/// # Errors
/// The folder cannot be made.
pub fn scratch_folder(above: &Path) -> Result<TempDir, WriteError> {
    temporary(0o777).tempdir_in(above).map_err(WriteError::new("create a folder in", above))
}

/// What makes something under a temporary name. The process's umask narrows `mode`, as for all that a program creates.
fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Writes a file at once: a run that is killed leaves the old text or the new one. Its folder is made if it is not there.
///
/// # Errors
/// The file cannot be written.
pub fn replace(path: &Path, text: &str) -> Result<(), WriteError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(WriteError::new("create the folder of", path))?;
    let mut file = temporary(0o666).tempfile_in(folder).map_err(WriteError::new("write", path))?;
    file.write_all(text.as_bytes()).map_err(WriteError::new("write", path))?;
    file.persist(path).map_err(|error| WriteError::new("write", path)(error.error))?;
    Ok(())
}

/// Removes a file and the folders that are empty after it.
fn remove(folder: &Path, path: &Path) -> Result<(), WriteError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(WriteError::new("remove", path)(error));
        }
        _ => {}
    }
    let parents = path.ancestors().skip(1);
    for parent in parents.take_while(|parent| parent.starts_with(folder)) {
        if std::fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}
