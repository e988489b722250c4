//! Reads and parses one file of a description, apart from all others.

use std::path::{Path, PathBuf};

use super::node::Node;
use super::parsed::{self, UNNUMBERED};
use super::reference::Target;
use super::size::Total;
use super::{json, yaml};
use crate::diagnostics::{Code, Diagnostic, File, Span};

/// The folder of a description.
pub(super) struct Folder {
    path: PathBuf,
    /// The folder behind any symbolic link.
    real: PathBuf,
}

/// A file that was read.
pub(super) struct Parsed {
    pub(super) file: File,
    /// Without it, a fault says why.
    pub(super) tree: Option<Node>,
    /// What is wrong, at places in the file [`UNNUMBERED`].
    pub(super) faults: Vec<Diagnostic>,
    /// The files that it refers to, relative to the folder.
    pub(super) leads_to: Vec<String>,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        // Of a folder that cannot be followed, no file can be read either.
        Self { path: path.to_owned(), real: path.canonicalize().unwrap_or_else(|_| path.to_owned()) }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Reads a file, one of those that are `together` a description.
    pub(super) fn read(&self, name: &str, together: &Total) -> std::io::Result<Parsed> {
        let path = self.path(name);
        self.inside(&path)?;
        let file = File::new(&path, std::fs::read(&path)?);
        if let Some(start) = file.invalid_utf8() {
            let span = Span { file: UNNUMBERED, start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() };
            let fault = Diagnostic::error(Code::NotUtf8, "the file is not UTF-8").at(span, "from here on");
            return Ok(Parsed { file, tree: None, faults: vec![fault], leads_to: Vec::new() });
        }
        let text = file.text();
        let parsed = json::parse(text, together).unwrap_or_else(|| yaml::parse(text, together));
        let parsed::Parsed { tree, faults, references } = parsed;
        let targets = references.iter().filter_map(|reference| Target::parse(reference, name).ok());
        let leads_to = targets.map(|target| target.file).collect();
        Ok(Parsed { file, tree, faults, leads_to })
    }

    /// A symbolic link could lead out of the folder.
    fn inside(&self, path: &Path) -> std::io::Result<()> {
        if path.canonicalize()?.starts_with(&self.real) {
            Ok(())
        } else {
            Err(std::io::Error::other("the file is a link that leaves the folder of the description"))
        }
    }
}
