//! Whether a mock can serve an operation.

use std::collections::HashMap;

use crate::model::{Api, Location, Method, Operation, Parameter};
use crate::path_template;

/// Why the mock cannot serve the operation, if so.
pub(super) fn unserved(operation: &Operation) -> Option<&'static str> {
    let path = operation.path.split_once('?').map_or(operation.path.as_str(), |(path, _)| path);
    let is_template = path.starts_with('/') && path.split('/').all(is_segment);
    let has_variable = |parameter: &&Parameter| path.contains(&format!("{{{}}}", parameter.name));
    let mut in_path = operation.parameters.iter().filter(|parameter| parameter.location == Location::Path);
    if !is_template {
        Some("the variables of a segment of its path cannot be told apart")
    } else if !in_path.all(|parameter| has_variable(&parameter)) {
        Some("its path has no variable for one of its parameters")
    } else {
        None
    }
}

/// Where a request goes: the servers, the method, and the path with variables that have no name.
type Target<'a> = (Vec<&'a str>, &'a [Method], String);

/// Which operation answers the requests that look like those of several.
pub(super) struct Alike<'a>(HashMap<Target<'a>, &'a str>);

/// Finds the first operation of each target. Those of an API that sends the name of the operation are never alike.
pub(super) fn alike(api: &Api) -> Alike<'_> {
    let mut first = HashMap::new();
    if api.vendor.is_none() {
        // A mock serves a variant as the operation that it is one of.
        for operation in api.operations.iter().filter(|operation| !operation.is_variant) {
            first.entry(target(operation)).or_insert(operation.id.as_str());
        }
    }
    Alike(first)
}

impl Alike<'_> {
    pub(super) fn unserved(&self, operation: &Operation) -> Option<&'static str> {
        let first = self.0.get(&target(operation))?;
        (*first != operation.id && !operation.is_variant).then_some("another operation has the same method and path")
    }
}

fn target(operation: &Operation) -> Target<'_> {
    let path = path_template::renamed(&operation.path, |_| "");
    (operation.servers.iter().map(|server| server.url.as_str()).collect(), &operation.methods, path)
}

/// Whether a segment is literal text, or variables with literal text between them.
fn is_segment(segment: &str) -> bool {
    let mut pieces = segment.split('{');
    let is_literal = pieces.next().is_some_and(|before| !before.contains('}'));
    let pieces: Vec<_> = pieces.map(|piece| piece.split_once('}').unwrap_or_default()).collect();
    let last = pieces.len().saturating_sub(1);
    is_literal
        && pieces.iter().enumerate().all(|(position, (name, after))| {
            !name.is_empty() && !after.contains('}') && (position == last || !after.is_empty())
        })
}
