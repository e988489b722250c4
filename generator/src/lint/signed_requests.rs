//! Recorded requests are of an operation that there is.

use super::api::Api;
use super::conditions::parameters_declared;
use super::report::{Report, items, text};

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    let ids: Vec<_> = api.operations.iter().filter_map(|operation| operation.id).collect();
    for (index, request) in items(api.document.get("x-acs-signed-requests")) {
        let Some(id) = text(request, "operation") else {
            continue;
        };
        let pointer = format!("/x-acs-signed-requests/{index}");
        match api.operations.iter().find(|operation| operation.id == Some(id)) {
            Some(operation) => parameters_declared(request, &pointer, operation, report),
            // What could not be read may well be the operation.
            None if report.is_partial("/paths") => {}
            None => report.undeclared(&format!("{pointer}/operation"), "operation", id, ids.iter().copied()),
        }
    }
}
