//! Swagger 2.0 in the words of OpenAPI 3.0.

mod bodies;
mod media_types;
mod parameters;
mod references;
mod responses;
mod schemas;
mod security;
mod servers;

use serde_json::Value;

use super::{READ, Rewriting};
use crate::pointer::join;

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    servers::rewrite(rewriting);
    security::rewrite(rewriting);
    for holder in holders_of_parameters(rewriting) {
        bodies::include_shared(rewriting, &holder);
    }
    for operation in operations(rewriting) {
        bodies::inherit(rewriting, &operation);
    }
    for operation in operations(rewriting) {
        bodies::rewrite(rewriting, &operation);
        responses::rewrite(rewriting, &join(&operation, "responses"), Some(&operation));
        for key in ["consumes", "produces", "schemes"] {
            rewriting.source.remove(&join(&operation, key));
        }
    }
    responses::rewrite(rewriting, "/responses", None);
    parameters::rewrite(rewriting);
    for (from, to) in [("definitions", "schemas"), ("parameters", "parameters"), ("responses", "responses")] {
        rewriting.source.rename(&format!("/{from}"), &format!("/components/{to}"));
    }
    references::rewrite(rewriting);
    rewriting.source.set("/openapi", READ.into());
    for key in ["swagger", "consumes", "produces"] {
        rewriting.source.remove(&format!("/{key}"));
    }
    schemas::rewrite(rewriting);
}

/// The pointers to all operations.
fn operations(rewriting: &Rewriting<'_>) -> Vec<String> {
    let paths = rewriting.get("/paths").and_then(Value::as_object).into_iter().flatten();
    let mut operations = Vec::new();
    for (path, item) in paths {
        let at = join("/paths", path);
        operations.extend(METHODS.iter().filter(|method| item.get(method).is_some()).map(|method| join(&at, method)));
    }
    operations
}

/// The pointers to all operations and paths.
fn holders_of_parameters(rewriting: &Rewriting<'_>) -> Vec<String> {
    let paths = rewriting.get("/paths").and_then(Value::as_object).into_iter().flatten();
    let paths = paths.map(|(path, _)| join("/paths", path));
    paths.chain(operations(rewriting)).collect()
}

/// Whether a parameter is a body or a field of a form.
fn is_body(rewriting: &Rewriting<'_>, parameter: &str) -> bool {
    rewriting.text(parameter, "in").is_some_and(|location| location == "body" || location == "formData")
}
