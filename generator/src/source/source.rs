//! A description that was read.

use serde_json::Value;

use super::bundle::Hole;
use super::entry::Entry;
use super::place::Place;
use super::size::Size;
use crate::diagnostics::{Diagnostics, Files, Span};

/// A description that was read: one document, and the place of each of its values.
#[derive(Debug)]
pub struct Source {
    pub(super) entry: Entry,
    pub(super) files: Files,
    pub(super) document: Value,
    /// The document with its schemas as they were written, if they were JSON Schemas and are rewritten.
    pub(super) with_json_schemas: Option<Value>,
    pub(super) place: Place,
    pub(super) holes: Vec<Hole>,
    /// The objects whose `$ref` leads nowhere, or back.
    pub(super) broken: Vec<String>,
    pub(super) diagnostics: Diagnostics,
    /// How large the document is.
    pub(super) size: Size,
}

impl Source {
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

    /// The document with its schemas as they were written, if they were JSON Schemas: what [`Source::document`] has is less.
    pub(crate) fn with_json_schemas(&self) -> Option<&Value> {
        self.with_json_schemas.as_ref()
    }

    /// Keeps the document as it is, before its JSON Schemas are rewritten.
    pub(crate) fn keep_json_schemas(&mut self) {
        self.with_json_schemas = Some(self.document.clone());
    }

    /// Where the value at a JSON pointer into [`Source::document`] is; if there is none, its nearest ancestor.
    pub fn span(&self, pointer: &str) -> Span {
        self.place.at(pointer).value
    }

    /// Where the key of the value at a JSON pointer is; as [`Source::span`] for an item of a list.
    pub fn key_span(&self, pointer: &str) -> Span {
        let place = self.place.at(pointer);
        place.key.unwrap_or(place.value)
    }

    /// The files that were read.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The files, to be named anew.
    pub(crate) fn files_mut(&mut self) -> &mut Files {
        &mut self.files
    }

    /// Whether the document grew too large to be of any use. [`Source::diagnostics`] say so.
    pub(crate) fn is_too_large(&self) -> bool {
        self.size.excess().is_some()
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
