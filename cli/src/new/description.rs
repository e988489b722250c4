//! The description, in place.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use twinspec_generator::diagnostics::{Diagnostics, File, Files};
use twinspec_generator::generate::{Faults, GenerateError, check};
use twinspec_generator::source::Entry;

use crate::print::shown;

/// A description, and the files that it is read from.
pub(super) struct Described {
    /// The file that it begins in.
    entry: PathBuf,
    /// All of them.
    pub(super) files: Files,
    /// Its warnings.
    pub(super) diagnostics: Diagnostics,
}

/// Reads what is to be copied.
pub(super) fn read(document: &Path) -> Result<Described, GenerateError> {
    let (source, _, diagnostics) = check(document, Faults::Repaired)?;
    Ok(Described { entry: Entry::of(document).path(), files: source.into_files(), diagnostics })
}

impl Described {
    /// Copies the files below `spec/NAME` of a project. Returns the path of the one that it begins in, from the project.
    pub(super) fn copy_to(&self, root: &Path, name: &str) -> Result<PathBuf> {
        let below = Path::new("spec").join(name);
        let from = self.entry.parent().unwrap_or(Path::new(""));
        let begins = self.entry.file_name().context("the document has no name")?;
        for file in self.files.iter().map(File::path) {
            // A description refers to nothing outside of its folder.
            let Ok(relative) = file.strip_prefix(from) else { bail!("`{}` is in another folder", shown(file)) };
            let target = root.join(&below).join(relative);
            std::fs::create_dir_all(target.parent().unwrap_or(root)).context("cannot make a folder")?;
            std::fs::copy(file, &target).with_context(|| format!("cannot copy `{}`", shown(file)))?;
        }
        Ok(below.join(begins))
    }
}

/// A complete folder gets its name.
pub(super) fn appear(scratch: TempDir, target: &Path) -> Result<()> {
    if target.exists() {
        bail!("`{}` is there already; nothing was changed", shown(target));
    }
    std::fs::rename(scratch.path(), target).with_context(|| format!("cannot make the folder `{}`", shown(target)))?;
    // There is nothing of that name any more.
    let _ = scratch.keep();
    Ok(())
}
