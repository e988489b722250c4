//! Collects what the rules find.

use serde_json::Value;

use super::finding::{Finding, Repair};
use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::source::Source;
use crate::vocabulary::Pointer;

pub(super) struct Report<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, findings: Vec::new() }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Whether a `$ref` of the description leads back to itself.
    pub(super) fn is_circular(&self) -> bool {
        self.source.diagnostics().iter().any(|fault| fault.code() == Code::CircularReference)
    }

    /// Where a value is.
    pub(super) fn span(&self, pointer: &str) -> Span {
        self.source.span(pointer)
    }

    /// Where a key is.
    pub(super) fn key_span(&self, pointer: &str) -> Span {
        self.source.key_span(pointer)
    }

    /// Where a mention is.
    pub(super) fn mention_span(&self, mention: &Pointer) -> Span {
        if mention.is_key { self.key_span(&mention.path) } else { self.span(&mention.path) }
    }

    /// The text of a value as it is in its file.
    pub(super) fn written(&self, pointer: &str) -> &'a str {
        self.source.files().text(self.span(pointer))
    }

    /// Whether something below a pointer could not be read.
    pub(super) fn is_partial(&self, pointer: &str) -> bool {
        self.source.has_hole_below(pointer)
    }

    /// Adds a finding on the value at a pointer, unless that value could not be read in the first place. A document of
    /// somebody else does without the value.
    pub(super) fn push(&mut self, pointer: &str, diagnostic: Diagnostic) {
        self.push_with(pointer, diagnostic, Repair::Remove(pointer.to_owned()));
    }

    /// The same with another way to go on.
    pub(super) fn push_with(&mut self, pointer: &str, diagnostic: Diagnostic, repair: Repair) {
        if !self.source.is_hole(pointer) {
            self.findings.push(Finding { at: pointer.to_owned(), diagnostic, repair });
        }
    }

    /// An error at a value.
    pub(super) fn error(&mut self, code: Code, pointer: &str, message: impl Into<String>) {
        let span = self.span(pointer);
        self.push(pointer, Diagnostic::error(code, message).at(span, ""));
    }

    /// An error at a value in a place that is taken.
    pub(super) fn duplicate(
        &mut self,
        code: Code,
        pointer: &str,
        first: &str,
        message: impl Into<String>,
        repair: Repair,
    ) {
        let (again, first) = (self.span(pointer), self.span(first));
        let fault = Diagnostic::error(code, message).at(again, "again here").related(first, "first here");
        self.push_with(pointer, fault, repair);
    }
}

/// Places a fault on a name that is none of a choice: beside it the one that was probably meant, or in the help all of
/// them if they are few.
pub(super) fn choose<'n>(
    fault: Diagnostic,
    at: Span,
    name: &str,
    are: &str,
    choice: impl IntoIterator<Item = &'n str> + Clone,
) -> Diagnostic {
    const FEW: usize = 16;
    if let Some(meant) = nearest(name, choice.clone()) {
        return fault.at(at, format!("did you mean `{meant}`?"));
    }
    let all: Vec<_> = choice.into_iter().take(FEW + 1).map(|name| format!("`{name}`")).collect();
    let fault = fault.at(at, "");
    match all.len() {
        0 => fault.help(format!("none is {are}")),
        1..=FEW => fault.help(format!("{are}: {}", all.join(", "))),
        _ => fault,
    }
}

/// The members of an object, or nothing if it is none.
pub(super) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> + Clone {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The items of a list with their positions, or nothing if it is none.
pub(super) fn items(value: Option<&Value>) -> impl Iterator<Item = (usize, &Value)> {
    value.and_then(Value::as_array).into_iter().flatten().enumerate()
}

/// A text in an object.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}
