//! One run at a time writes to a folder.
//!
//! Checking takes no lock: it writes nothing, must work where nothing can be written, and what it says of a folder that is
//! being written is true of that moment.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::ours::is_temporary;

/// The name of the file that is locked while a run writes.
pub(super) const LOCK: &str = ".twinspec-lock";

/// The right to write to a folder. The system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why a folder cannot be written to.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run does.
    #[error("another run is writing to `{}` ({holder}); wait until it has ended, then run this command again", folder.display())]
    Held {
        /// The folder.
        folder: PathBuf,
        /// Who holds the lock: process and time, as far as they are known.
        holder: String,
    },
    /// The lock is a link, and what it leads to is not ours.
    #[error("`{}` is a link, which is not followed; remove it", .0.display())]
    Link(PathBuf),
    /// A file that no run wrote has the name of the lock.
    #[error("`{}` is not the lock of a run; move it elsewhere", .0.display())]
    Foreign(PathBuf),
    /// The system refuses.
    #[error("cannot lock `{}`", .0.display())]
    System(PathBuf, #[source] io::Error),
}

impl Lock {
    /// Takes the lock of a folder, which is made if it is not there. Temporary files and folders that a killed run left in it,
    /// not below it, are removed.
    ///
    /// # Errors
    /// If another run holds it, a file that is not ours has its name, or the system refuses. A file system without locks is not an error: there, nothing keeps two runs
    /// apart.
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let path = folder.join(LOCK);
        let failed = |error| LockError::System(path.clone(), error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        loop {
            if path.is_symlink() {
                return Err(LockError::Link(path));
            }
            let mut file =
                File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(LockError::Held { folder: folder.to_owned(), holder: holder(&path) });
                }
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            // The run that held it may have removed the file since it was opened; then the lock is nobody's.
            if is_at(&file, &path) {
                if !is_ours(&mut file).map_err(failed)? {
                    return Err(LockError::Foreign(path));
                }
                remove_leftovers(folder);
                file.rewind().map_err(failed)?;
                file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(failed)?;
                return Ok(Lock { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where nobody can tell whether an open file is still at its path, it has to stay.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file is the one at a path.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identity = |data: &std::fs::Metadata| (data.dev(), data.ino());
        matches!((file.metadata(), path.symlink_metadata()), (Ok(open), Ok(there)) if identity(&open) == identity(&there))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

/// Whether a lock says what a run writes, the id of a process, or nothing yet.
fn is_ours(file: &mut File) -> io::Result<bool> {
    let mut text = Vec::new();
    file.take(20).read_to_end(&mut text)?;
    let line = text.strip_suffix(b"\n").unwrap_or(&text);
    Ok(line.len() < 20 && line.iter().all(u8::is_ascii_digit))
}

/// What cannot be removed stays.
fn remove_leftovers(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_temporary(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_file() => std::fs::remove_file(entry.path()),
            Ok(kind) if kind.is_dir() => std::fs::remove_dir_all(entry.path()),
            _ => Ok(()),
        };
    }
}

/// Who holds a lock: what it wrote, and when.
fn holder(path: &Path) -> String {
    let process = std::fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u32>().ok());
    let process = process.map_or_else(|| "its process is not known".to_owned(), |id| format!("process {id}"));
    let since = std::fs::metadata(path).and_then(|data| data.modified()).ok();
    match since.and_then(|since| Timestamp::try_from(since).ok()) {
        Some(since) => format!("{process}, since {}", since.strftime("%Y-%m-%d %H:%M:%S UTC")),
        None => process,
    }
}
