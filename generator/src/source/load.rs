//! Reads the files of a description, each once.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::node::Node;
use super::yaml;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Files, Span, nearest};

pub(super) struct Loader {
    folder: PathBuf,
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    /// By path relative to the folder; nothing for a file that gave no tree.
    trees: HashMap<String, Option<Rc<Node>>>,
}

impl Loader {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            files: Files::default(),
            diagnostics: Diagnostics::new(),
            trees: HashMap::new(),
        }
    }

    /// The tree of a file. Without one, a fault was pushed that says why, once for each file or place that needs it.
    pub(super) fn load(&mut self, file: &str, needed_at: Option<Span>) -> Option<Rc<Node>> {
        if let Some(tree) = self.trees.get(file) {
            return tree.clone();
        }
        let path = self.folder.join(file);
        let bytes = match self.inside(&path).and_then(|()| std::fs::read(&path)) {
            Ok(bytes) => bytes,
            // Not remembered: each `$ref` to a missing file is a fault of its own.
            Err(error) => {
                self.unreadable(&path, &error, needed_at);
                return None;
            }
        };
        let id = self.files.add(&path, bytes);
        let tree = self.files.get(id).and_then(|added| match added.invalid_utf8() {
            None => yaml::parse(id, added.text(), &mut self.diagnostics),
            Some(start) => {
                let span = Span { file: id, start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() };
                self.diagnostics
                    .push(Diagnostic::error(Code::NotUtf8, "the file is not UTF-8").at(span, "from here on"));
                None
            }
        });
        let tree = tree.map(Rc::new);
        self.trees.insert(file.to_owned(), tree.clone());
        tree
    }

    /// A symbolic link could lead out of the folder.
    fn inside(&self, path: &Path) -> std::io::Result<()> {
        if path.canonicalize()?.starts_with(self.folder.canonicalize()?) {
            Ok(())
        } else {
            Err(std::io::Error::other("the file is a link that leaves the folder of the description"))
        }
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error, needed_at: Option<Span>) {
        let name = path.display().to_string().replace('\\', "/");
        let missing = error.kind() == ErrorKind::NotFound;
        let mut fault = match (missing, needed_at) {
            (true, Some(span)) => {
                Diagnostic::error(Code::DanglingReference, format!("there is no file `{name}`")).at(span, "")
            }
            (true, None) => Diagnostic::error(Code::UnreadableFile, format!("there is no file `{name}`")),
            (false, span) => {
                let fault = Diagnostic::error(Code::UnreadableFile, format!("cannot read `{name}`: {error}"));
                span.into_iter().fold(fault, |fault, span| fault.at(span, ""))
            }
        };
        if missing && let Some(neighbour) = neighbour(path) {
            fault = fault.help(format!("there is a file `{neighbour}` beside it"));
        }
        self.diagnostics.push(fault);
    }
}

/// The file in the same folder whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let mut names: Vec<_> = std::fs::read_dir(path.parent()?)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str)).map(str::to_owned)
}
