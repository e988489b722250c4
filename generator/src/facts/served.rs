//! Whether a mock can serve an operation.

use crate::model::{Location, Operation, Parameter};

/// Why the mock cannot serve the operation, if so.
pub(super) fn unserved(operation: &Operation) -> Option<&'static str> {
    let path = operation.path.split_once('?').map_or(operation.path.as_str(), |(path, _)| path);
    let is_template = path.starts_with('/')
        && path.split('/').all(|segment| match segment.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
            Some((name, after)) => !name.is_empty() && !name.contains('{') && !after.contains(['{', '}']),
            None => !segment.contains(['{', '}']),
        });
    let has_variable = |parameter: &&Parameter| path.contains(&format!("{{{}}}", parameter.name));
    let mut in_path = operation.parameters.iter().filter(|parameter| parameter.location == Location::Path);
    if !is_template {
        Some("a segment of its path has more than one variable")
    } else if !in_path.all(|parameter| has_variable(&parameter)) {
        Some("its path has no variable for one of its parameters")
    } else {
        None
    }
}
