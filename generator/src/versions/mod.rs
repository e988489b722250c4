//! Rewrites Swagger 2.0, OpenAPI 3.1 and 3.2 into OpenAPI 3.0, the one form that the rest reads. Each rule is in a file of
//! its own. What OpenAPI 3.0 has no word for is named as not kept; places go on to point into the document as it was written.

mod json_schema;
mod later;
mod path_templates;
mod rewriting;
mod swagger;

use serde_json::Value;

use self::rewriting::{READ, Rewriting};
use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// Rewrites a document of another version, and says what of it is not kept.
pub(crate) fn rewrite(source: &mut Source) -> Diagnostics {
    let mut rewriting = Rewriting { source, diagnostics: Diagnostics::new() };
    match version(rewriting.source.document()) {
        Version::Read | Version::Unknown => {}
        Version::Short => rewriting.source.set("/openapi", READ.into()),
        Version::Swagger => swagger::rewrite(&mut rewriting),
        Version::Later => {
            later::rewrite(&mut rewriting);
            rewriting.source.keep_json_schemas();
            json_schema::rewrite(&mut rewriting);
            rewriting.source.set("/openapi", READ.into());
        }
    }
    path_templates::rewrite(&mut rewriting);
    rewriting.diagnostics
}

enum Version {
    /// OpenAPI 3.0, which needs no rewriting.
    Read,
    /// OpenAPI 3.0 without the last number of its version.
    Short,
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
        (Some(version), _) if version == "3.0" || version == "3" => Version::Short,
        (Some(_), _) => Version::Read,
        (None, Some(version)) if is(&version, "2") => Version::Swagger,
        (None, _) => Version::Unknown,
    }
}
