//! Writes what was imported: the whole folder, or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use rayon::prelude::*;

use super::Imported;
use super::aside::{self, Aside};

/// The name of the folder of an API, which names its crates as well: lower-case letters, digits and `-`, and a letter first.
///
/// ```
/// use twinspec_importer::FolderName;
///
/// assert!("resource-directory".parse::<FolderName>().is_ok());
/// assert!("../elsewhere".parse::<FolderName>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderName(String);

/// A text that cannot name the folder of an API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a valid name for the folder of an API; use lower-case letters, digits and `-`, and begin with a letter"
)]
pub struct InvalidName(String);

impl FromStr for FolderName {
    type Err = InvalidName;

    fn from_str(name: &str) -> Result<Self, InvalidName> {
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let fits = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(part);
        if fits { Ok(FolderName(name.to_owned())) } else { Err(InvalidName(name.to_owned())) }
    }
}

impl fmt::Display for FolderName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What is done with a folder that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is, which is an error.
    Keep,
    /// What an import writes is replaced: the entry file, and the YAML files of `operations/` and `schemas/`. What else is
    /// in the folder stays.
    Replace,
}

/// A folder that was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It is there already.
    #[error("`{}` already exists", .0.display())]
    AlreadyThere(PathBuf),
    /// It is a link, behind which is a folder that nobody named.
    #[error("`{}` is a link, which is not followed; name the folder that it points to", .0.display())]
    Link(PathBuf),
    /// The system refuses.
    #[error("cannot {verb} `{}`", path.display())]
    System {
        /// What was tried.
        verb: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl WriteError {
    fn new(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| WriteError::System { verb, path, source }
    }
}

impl Imported {
    /// Writes the files into the folder `name` of `specs`, and returns its path.
    ///
    /// They are written to another place and moved when all are there: a fault, or a run that is killed, leaves `specs` as it
    /// was. What a killed run left behind, the next one removes; if it was killed between the two moves that replace a folder,
    /// the next one brings the old folder back first.
    ///
    /// # Errors
    /// If there is such a folder already and it is not to be replaced, or if the system refuses; then nothing was changed.
    pub fn write(&self, specs: &Path, name: &FolderName, existing: Existing) -> Result<PathBuf, WriteError> {
        let folder = specs.join(&name.0);
        aside::clean(specs);
        let replaced = match folder.symlink_metadata() {
            Err(_) => false,
            Ok(_) if existing == Existing::Keep => return Err(WriteError::AlreadyThere(folder)),
            Ok(found) if found.is_symlink() => return Err(WriteError::Link(folder)),
            Ok(_) => true,
        };
        let missing: Vec<_> =
            specs.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        let written = self.write_aside(specs, &folder, replaced);
        if written.is_err() {
            // Only those that are empty go.
            missing.iter().for_each(|path| drop(std::fs::remove_dir(path)));
        }
        written.map(|()| folder)
    }

    fn write_aside(&self, specs: &Path, folder: &Path, replaced: bool) -> Result<(), WriteError> {
        std::fs::create_dir_all(specs).map_err(WriteError::new("make the folder", specs))?;
        // What is in a folder in this one is not taken for a description, even if it is left behind.
        let aside = Aside::new(specs).map_err(WriteError::new("write to", specs))?;
        let (new, old) = (aside.path().join("new"), aside.old(folder).map_err(WriteError::new("write to", specs))?);
        if replaced {
            keep(folder, &new, Path::new(""))?;
        }
        write_files(&new, folder, &self.files)?;
        if replaced {
            std::fs::rename(folder, &old).map_err(WriteError::new("replace", folder))?;
        }
        std::fs::rename(&new, folder).map_err(|error| {
            if replaced && std::fs::rename(&old, folder).is_err() {
                // It is not lost: the folder with the old one in it stays.
                aside.keep();
                return WriteError::new("write; the old folder is now", &old)(error);
            }
            WriteError::new("write", folder)(error)
        })
    }
}

/// Writes the files to `new`; a fault names the place in `folder`, where they are meant to be.
fn write_files(new: &Path, folder: &Path, files: &BTreeMap<String, String>) -> Result<(), WriteError> {
    let parents: BTreeSet<_> = files.keys().map(|path| Path::new(path).parent().unwrap_or(Path::new(""))).collect();
    for parent in parents {
        std::fs::create_dir_all(new.join(parent)).map_err(WriteError::new("make the folder", &folder.join(parent)))?;
    }
    let write = |(path, text): (&String, &String)| {
        std::fs::write(new.join(path), text).map_err(WriteError::new("write", &folder.join(path)))
    };
    files.par_iter().map(write).collect()
}

/// Copies what no import wrote.
fn keep(from: &Path, to: &Path, below: &Path) -> Result<(), WriteError> {
    let place = from.join(below);
    std::fs::create_dir_all(to.join(below)).map_err(WriteError::new("copy", &place))?;
    for entry in std::fs::read_dir(&place).map_err(WriteError::new("read the folder", &place))? {
        let entry = entry.map_err(WriteError::new("read the folder", &place))?;
        let path = below.join(entry.file_name());
        let (source, target) = (from.join(&path), to.join(&path));
        let kind = entry.file_type().map_err(WriteError::new("read", &source))?;
        if kind.is_dir() {
            keep(from, to, &path)?;
        } else if kind.is_symlink() {
            return Err(WriteError::Link(source));
        } else if !is_imported(below, &path) {
            std::fs::copy(&source, &target).map_err(WriteError::new("copy", &source))?;
        }
    }
    Ok(())
}

/// Whether an import writes such a file, in this run or another one.
fn is_imported(folder: &Path, path: &Path) -> bool {
    path == Path::new("openapi.yaml")
        || ["operations", "schemas"].iter().any(|part| folder == Path::new(part))
            && path.extension().is_some_and(|extension| extension == "yaml")
}
