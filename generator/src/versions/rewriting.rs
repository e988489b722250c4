//! A document that is being rewritten.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::{find, join};
use crate::positions::{self, Kind};
use crate::source::Source;

/// The version that the rest reads.
pub(super) const READ: &str = "3.0.3";

/// A document on its way.
pub(super) struct Rewriting<'a> {
    pub(super) source: &'a mut Source,
    pub(super) diagnostics: Diagnostics,
}

impl Rewriting<'_> {
    pub(super) fn get(&self, pointer: &str) -> Option<&Value> {
        find(self.source.document(), pointer)
    }

    /// How many items a list has.
    pub(super) fn count(&self, list: &str) -> usize {
        self.get(list).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The names of an object's members.
    pub(super) fn names(&self, object: &str) -> Vec<String> {
        self.get(object).and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }

    /// A text in an object.
    pub(super) fn text(&self, holder: &str, key: &str) -> Option<String> {
        self.get(&join(holder, key))?.as_str().map(str::to_owned)
    }

    /// Where the reference at a pointer leads to, if it is one.
    pub(super) fn target(&self, at: &str) -> Option<String> {
        Some(self.text(at, "$ref")?.strip_prefix('#')?.to_owned())
    }

    /// The pointers to all objects of a kind, what is inside before what is around it.
    pub(super) fn all(&self, kind: Kind) -> Vec<String> {
        let positions = positions::of(self.source.document()).into_iter();
        let mut found: Vec<_> = positions.filter(|position| position.kind == kind).map(|found| found.pointer).collect();
        found.sort_by_key(|pointer| std::cmp::Reverse(pointer.matches('/').count()));
        found
    }

    /// Warns of something that is not kept.
    pub(super) fn not_kept(&mut self, pointer: &str, message: impl Into<String>) {
        let span = self.source.span(pointer);
        let fault = Diagnostic::warning(Code::NotKept, message).at(span, "not kept");
        self.diagnostics.push(fault);
    }
}
