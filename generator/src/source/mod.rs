//! Reads a description: YAML files joined by `$ref` become one document, and each value of it keeps its place in a file.
//!
//! This is the only module that knows YAML.

mod bundle;
mod check;
mod edit;
mod entry;
mod folder;
mod hoisted;
mod keys;
mod load;
mod node;
mod offsets;
mod overlay;
mod place;
mod reference;
mod repair;
mod scalar;
mod size;
mod style;
mod surrogates;
mod yaml;

use std::path::Path;

use serde_json::Value;

use self::bundle::Hole;
use self::load::Loader;
use self::place::Place;
use crate::diagnostics::{Diagnostics, Files, Span};
pub use crate::pointer::{join, steps};

pub use self::entry::{Entry, descriptions};
pub(crate) use self::repair::by_position;

/// How deep a file may be nested; a document joined from several files may be nested twice as deep.
const MAX_DEPTH: usize = 100;

/// A description that was read: one document, and the place of each of its values.
#[derive(Debug)]
pub struct Source {
    entry: Entry,
    files: Files,
    document: Value,
    place: Place,
    holes: Vec<Hole>,
    /// The objects whose `$ref` leads nowhere, or back.
    broken: Vec<String>,
    diagnostics: Diagnostics,
}

impl Source {
    /// Reads the description at a path, which is a file or a folder (see [`Entry::of`]), and every file in that folder that
    /// it refers to.
    ///
    /// A fault in one place does not keep the rest from being read: see [`Source::diagnostics`].
    ///
    /// # Errors
    /// The faults of the entry file if it gives no document, and the files to show them in.
    pub fn read(path: &Path) -> Result<Self, (Files, Diagnostics)> {
        let entry = Entry::of(path);
        let mut loader = Loader::new(entry.clone());
        let Some(mut bundle) = bundle::bundle(&mut loader) else {
            return Err((loader.files, loader.diagnostics));
        };
        overlay::apply(&mut loader, &mut bundle);
        let unlisted = loader.unlisted();
        let Loader { files, mut diagnostics, .. } = loader;
        let bundle::Bundle { document, place, holes, references, .. } = bundle;
        let mut broken: Vec<_> =
            check::dangling(&document, &place, &references, &mut diagnostics).into_iter().map(str::to_owned).collect();
        broken.extend(check::circular(&document, &place, &mut diagnostics));
        check::unlisted(&unlisted, &document, &place, &mut diagnostics);
        Ok(Self { entry, files, document, place, holes, broken, diagnostics })
    }

    /// The file in which the description begins, as headers name it: `petstore/openapi.yaml`, or `petstore.json`.
    pub(crate) fn name(&self) -> String {
        self.entry.name()
    }

    /// The whole description: `$ref`s to other files are replaced by their content, those that stay lead to
    /// `#/components/<section>/<name>`.
    ///
    /// If [`Source::diagnostics`] has errors, a value that could not be had is null.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Where the value at a JSON pointer into [`Source::document`] stands; if there is none, its nearest ancestor.
    pub fn span(&self, pointer: &str) -> Span {
        self.place.at(pointer).value
    }

    /// Where the key of the value at a JSON pointer stands; as [`Source::span`] for an item of a list.
    pub fn key_span(&self, pointer: &str) -> Span {
        let place = self.place.at(pointer);
        place.key.unwrap_or(place.value)
    }

    /// The files that were read.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The files, when neither the document nor a place in it is asked for any more.
    pub fn into_files(self) -> Files {
        self.files
    }

    /// What was wrong in reading; [`crate::lint::lint`] reports it together with its own findings.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Whether a value could not be had, so that nothing can be said of it.
    pub(crate) fn is_hole(&self, pointer: &str) -> bool {
        self.holes.iter().any(|hole| {
            pointer.strip_prefix(hole.pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Whether a value below a pointer could not be had.
    pub(crate) fn has_hole_below(&self, pointer: &str) -> bool {
        self.holes.iter().any(|hole| hole.pointer.strip_prefix(pointer).is_some_and(|rest| rest.starts_with('/')))
    }
}
