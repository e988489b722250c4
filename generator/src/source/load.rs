//! Reads the files of a description, each once.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::path::Path;
use std::rc::Rc;

use rayon::prelude::*;

use super::entry::Entry;
use super::folder::{Folder, Parsed};
use super::node::Node;
use super::size::Total;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Files, Span, nearest};

/// Where the files of operations are.
const OPERATIONS: &str = "operations";

pub(super) struct Loader {
    pub(super) folder: Folder,
    /// The file in which the description begins.
    pub(super) entry: String,
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    /// What was read ahead and was not needed so far, by path relative to the folder.
    ahead: HashMap<String, Parsed>,
    /// By path relative to the folder; nothing for a file that gave no tree.
    trees: HashMap<String, Option<Loaded>>,
    /// How large the files are together.
    total: Total,
}

/// A file of the description.
#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) file: FileId,
    pub(super) root: Rc<Node>,
}

impl Loader {
    pub(super) fn new(entry: Entry) -> Self {
        let mut loader = Self {
            folder: Folder::new(&entry.folder),
            entry: entry.file,
            files: Files::default(),
            diagnostics: Diagnostics::new(),
            ahead: HashMap::new(),
            trees: HashMap::new(),
            total: Total::default(),
        };
        loader.read_ahead();
        loader
    }

    /// Reads the entry file, then all files that it refers to at once, then those that they refer to.
    ///
    /// Nothing is reported yet: files and faults are reported in the order in which they are needed.
    fn read_ahead(&mut self) {
        let mut wave = vec![self.entry.clone()];
        let mut known: HashSet<String> = wave.iter().cloned().collect();
        while !wave.is_empty() {
            let (folder, total) = (&self.folder, &self.total);
            let read =
                wave.into_par_iter().filter_map(|name| folder.read(&name, total).ok().map(|parsed| (name, parsed)));
            let read: Vec<_> = read.collect();
            let found = read.iter().flat_map(|(_, parsed)| &parsed.leads_to);
            wave = found.filter(|name| known.insert((*name).clone())).cloned().collect();
            self.ahead.extend(read);
            if self.total.is_exceeded() {
                // Which file is the one too many is to be the same in each run: they are read one by one.
                self.ahead.clear();
                self.total = Total::default();
                return;
            }
        }
    }

    /// The tree of a file. Without one, a fault was pushed that says why, once for each file or place that needs it.
    pub(super) fn load(&mut self, name: &str, needed_at: Option<Span>) -> Option<Loaded> {
        if let Some(tree) = self.trees.get(name) {
            return tree.clone();
        }
        if self.total.is_exceeded() {
            // It was said of the file before.
            return None;
        }
        let parsed = match self.ahead.remove(name).map_or_else(|| self.folder.read(name, &self.total), Ok) {
            Ok(parsed) => parsed,
            // Not remembered: each `$ref` to a missing file is a fault of its own.
            Err(error) => {
                self.unreadable(&self.folder.path(name), &error, needed_at);
                return None;
            }
        };
        let file = self.files.add(parsed.file);
        self.diagnostics.extend(parsed.faults.into_iter().map(|fault| fault.in_file(file)));
        let tree = parsed.tree.map(|root| Loaded { file, root: Rc::new(root) });
        self.trees.insert(name.to_owned(), tree.clone());
        tree
    }

    /// The files in the folder of operations that nothing refers to.
    pub(super) fn unlisted(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.folder.path(OPERATIONS)) else { return Vec::new() };
        let names = folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let is_operation = |name: &String| name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json");
        let files = names.filter(is_operation).map(|name| format!("{OPERATIONS}/{name}"));
        let mut unlisted: Vec<_> = files.filter(|name| !self.trees.contains_key(name)).collect();
        unlisted.sort_unstable();
        unlisted
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error, needed_at: Option<Span>) {
        let name = path.display().to_string().replace('\\', "/");
        // What cannot be the name of a file is not a file.
        let missing = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
            || matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidFilename | ErrorKind::IsADirectory);
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
            fault = fault.help(format!("there is a file `{neighbour}` in the same folder"));
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
