//! The place beside the folders of APIs where one is written before it is moved.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// How the names of such places begin; six letters or digits follow.
const PREFIX: &str = ".twinspec-import-";

/// The file that is locked as long as a run uses the place.
const LOCK: &str = "lock";

/// The folder that holds a folder that is being replaced, under its name.
const OLD: &str = "old";

/// A place that goes away with the run.
pub(super) struct Aside {
    folder: TempDir,
    _lock: File,
}

impl Aside {
    pub(super) fn new(specs: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(specs)?;
        let lock = File::create(folder.path().join(LOCK))?;
        match lock.try_lock() {
            // Where there are no locks, nothing keeps two runs apart.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            taken => taken?,
        }
        Ok(Aside { folder, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where a folder can be moved that is to be replaced.
    pub(super) fn old(&self, folder: &Path) -> io::Result<PathBuf> {
        let old = self.path().join(OLD);
        fs::create_dir(&old)?;
        Ok(old.join(folder.file_name().unwrap_or_default()))
    }

    /// Leaves the place where it is.
    pub(super) fn keep(self) {
        let _ = self.folder.keep();
    }
}

/// Removes what killed runs left in a folder. A folder that one had moved away, and not replaced, goes back first. What cannot
/// be removed stays.
pub(super) fn clean(specs: &Path) {
    for entry in fs::read_dir(specs).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && is_aside(&entry.file_name().to_string_lossy()) {
            let _ = clean_up(specs, &entry.path());
        }
    }
}

fn clean_up(specs: &Path, aside: &Path) -> io::Result<()> {
    // Without a lock, it is not known to be ours.
    let lock = File::open(aside.join(LOCK))?;
    lock.try_lock()?;
    for old in fs::read_dir(aside.join(OLD)).into_iter().flatten().flatten() {
        let place = specs.join(old.file_name());
        if place.symlink_metadata().is_err() {
            fs::rename(old.path(), place)?;
        }
    }
    fs::remove_dir_all(aside)
}

fn is_aside(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
