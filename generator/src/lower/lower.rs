//! What is available while a document is lowered.

use std::collections::HashMap;

use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::{join, steps};
use crate::source::{Source, Total};
use crate::vocabulary::{Described, Vocabulary};

/// What is available while a document is lowered.
pub(super) struct Lower<'a> {
    pub(super) source: &'a Source,
    /// Without its paths.
    pub(super) document: &'a OpenAPI,
    pub(super) words: &'a Vocabulary,
    pub(super) diagnostics: Diagnostics,
    /// What cannot be generated of the current part.
    pub(super) found: Vec<Diagnostic>,
    /// The components whose content is being put together.
    pub(super) merging: Vec<String>,
    /// How large everything is together that was lowered.
    pub(super) total: &'a Total,
    /// Whether it was said that this is too much.
    pub(super) is_full: bool,
    /// How many schemas are around the current one.
    pub(super) depth: usize,
    /// Whether it was said that these are too many.
    pub(super) too_deep: bool,
    /// The components that include a component with `allOf`, by its name, as soon as somebody asks.
    pub(super) including: Option<HashMap<String, Vec<String>>>,
}

impl<'a> Lower<'a> {
    pub(super) fn new(source: &'a Source, document: &'a OpenAPI, words: &'a Vocabulary, total: &'a Total) -> Self {
        Lower {
            source,
            document,
            words,
            diagnostics: Diagnostics::default(),
            found: Vec::new(),
            merging: Vec::new(),
            total,
            is_full: false,
            depth: 0,
            too_deep: false,
            including: None,
        }
    }

    /// What a schema or a parameter says in the vocabulary; what does not read is a diagnostic at its place.
    pub(super) fn described<'v>(&mut self, members: impl Fn(&str) -> Option<&'v Value>, pointer: &str) -> Described {
        let words = Described::read(&|key| members(key), pointer);
        for fault in &words.faults {
            self.unsupported(&fault.at, &*fault.message);
        }
        words
    }

    /// Warns of something that is not kept of the document, and says how it goes on.
    pub(super) fn note(&mut self, pointer: &str, message: impl Into<String>, help: &str) {
        self.warn(Code::NotKept, pointer, message, help);
    }

    pub(super) fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>, help: &str) {
        let fault = Diagnostic::warning(code, message.into()).at(self.source.span(pointer), "");
        self.diagnostics.push(fault.help(help));
    }

    pub(super) fn unsupported(&mut self, pointer: &str, message: impl Into<String>) {
        let span = self.source.span(pointer);
        self.found.push(Diagnostic::error(Code::Unsupported, message.into()).at(span, "cannot be generated yet"));
    }

    /// Follows a reference into `components`; each hop is looked up in `table`.
    pub(super) fn resolve<'t, T>(
        &mut self,
        item: &'t ReferenceOr<T>,
        pointer: String,
        section: &str,
        table: impl Fn(&str) -> Option<&'t ReferenceOr<T>>,
    ) -> Option<(&'t T, String)> {
        let (mut item, mut pointer) = (item, pointer);
        // The lint has refused reference cycles; the bound makes this total whatever it let through.
        for _ in 0..64 {
            let reference = match item {
                ReferenceOr::Item(item) => return Some((item, pointer)),
                ReferenceOr::Reference { reference } => reference,
            };
            let name = component(reference, section);
            let Some((name, target)) = name.and_then(|name| table(&name).map(|target| (name, target))) else {
                break;
            };
            (item, pointer) = (target, join(&format!("/components/{section}"), &name));
        }
        let message = format!("this reference does not lead to an entry of `components/{section}`");
        self.warn(Code::DanglingReference, &pointer, message, "it is left out");
        None
    }
}

/// The name of the component in `section` that a reference leads to.
pub(super) fn component(reference: &str, section: &str) -> Option<String> {
    let mut steps = steps(reference.strip_prefix('#')?);
    match (steps.next()?.as_ref(), steps.next()?.as_ref(), steps.next()) {
        ("components", found, Some(name)) if found == section => Some(name.into_owned()),
        _ => None,
    }
}
