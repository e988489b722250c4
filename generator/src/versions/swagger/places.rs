//! Where a document of Swagger 2.0 has operations and parameters.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The pointers to all operations.
pub(super) fn operations(rewriting: &Rewriting<'_>) -> Vec<String> {
    let paths = rewriting.get("/paths").and_then(Value::as_object).into_iter().flatten();
    let mut operations = Vec::new();
    for (path, item) in paths {
        let at = join("/paths", path);
        operations.extend(METHODS.iter().filter(|method| item.get(method).is_some()).map(|method| join(&at, method)));
    }
    operations
}

/// The pointers to all operations and paths.
pub(super) fn holders_of_parameters(rewriting: &Rewriting<'_>) -> Vec<String> {
    let paths = rewriting.get("/paths").and_then(Value::as_object).into_iter().flatten();
    let paths = paths.map(|(path, _)| join("/paths", path));
    paths.chain(operations(rewriting)).collect()
}

/// Whether a parameter is a body or a field of a form.
pub(super) fn is_body(rewriting: &Rewriting<'_>, parameter: &str) -> bool {
    rewriting.text(parameter, "in").is_some_and(|location| location == "body" || location == "formData")
}
