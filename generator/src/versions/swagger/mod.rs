//! Swagger 2.0 in the words of OpenAPI 3.0.

mod bodies;
mod media_types;
mod parameters;
mod places;
mod references;
mod responses;
mod schemas;
mod security;
mod servers;

use self::places::{holders_of_parameters, operations};
use super::rewriting::{READ, Rewriting};
use crate::pointer::join;

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
        if rewriting.source.is_too_large() {
            // It will be refused.
            return;
        }
        bodies::rewrite(rewriting, &operation);
        responses::rewrite(rewriting, &join(&operation, "responses"), Some(&operation));
        for key in ["consumes", "produces", "schemes"] {
            rewriting.source.remove(&join(&operation, key));
        }
    }
    responses::rewrite(rewriting, "/responses", None);
    if rewriting.source.is_too_large() {
        return;
    }
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
