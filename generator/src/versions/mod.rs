//! Rewrites Swagger 2.0, OpenAPI 3.1 and 3.2 into OpenAPI 3.0, the one form that the rest reads. Each rule is in a file of
//! its own. What OpenAPI 3.0 has no word for is named as not kept; places go on to point into the document as it was written.

mod json_schema;
mod later;
mod swagger;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::join;
use crate::positions::{self, Kind};
use crate::source::Source;

/// The version that the rest reads.
const READ: &str = "3.0.3";

/// Rewrites a document of another version, and says what of it is not kept.
pub(crate) fn rewrite(source: &mut Source) -> Diagnostics {
    let mut rewriting = Rewriting { source, diagnostics: Diagnostics::new() };
    match version(rewriting.source.document()) {
        Version::Read | Version::Unknown => {}
        Version::Swagger => swagger::rewrite(&mut rewriting),
        Version::Later => {
            later::rewrite(&mut rewriting);
            json_schema::rewrite(&mut rewriting);
            rewriting.source.set("/openapi", READ.into());
        }
    }
    rewriting.diagnostics
}

enum Version {
    /// OpenAPI 3.0, which needs no rewriting.
    Read,
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.1 or 3.2.
    Later,
    /// What lint refuses.
    Unknown,
}

fn version(document: &Value) -> Version {
    let text = |key: &str| match document.get(key)? {
        Value::String(version) => Some(version.clone()),
        // `openapi: 3.1` without quotes.
        Value::Number(version) => Some(version.to_string()),
        _ => None,
    };
    let is = |version: &str, wanted: &str| version == wanted || version.starts_with(&format!("{wanted}."));
    match (text("openapi"), text("swagger")) {
        (Some(version), _) if is(&version, "3.1") || is(&version, "3.2") => Version::Later,
        (Some(_), _) => Version::Read,
        (None, Some(version)) if is(&version, "2") => Version::Swagger,
        (None, _) => Version::Unknown,
    }
}

/// A document on its way.
struct Rewriting<'a> {
    source: &'a mut Source,
    diagnostics: Diagnostics,
}

impl Rewriting<'_> {
    fn get(&self, pointer: &str) -> Option<&Value> {
        self.source.document().pointer(pointer)
    }

    /// How many items a list has.
    fn count(&self, list: &str) -> usize {
        self.get(list).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The names of an object's members.
    fn names(&self, object: &str) -> Vec<String> {
        self.get(object).and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.clone()).collect()
    }

    /// A text in an object.
    fn text(&self, holder: &str, key: &str) -> Option<String> {
        self.get(&join(holder, key))?.as_str().map(str::to_owned)
    }

    /// The pointers to all objects of a kind, what is inside before what is around it.
    fn all(&self, kind: Kind) -> Vec<String> {
        let positions = positions::of(self.source.document()).into_iter();
        let mut found: Vec<_> = positions.filter(|position| position.kind == kind).map(|found| found.pointer).collect();
        found.sort_by_key(|pointer| std::cmp::Reverse(pointer.matches('/').count()));
        found
    }

    /// Warns of something that is not kept.
    fn not_kept(&mut self, pointer: &str, message: impl Into<String>) {
        let span = self.source.span(pointer);
        let fault = Diagnostic::warning(Code::NotKept, message).at(span, "not kept");
        self.diagnostics.push(fault);
    }
}
