//! A pagination names parameters and fields that are there, and that can do what they are for.

use serde_json::Value;

use super::api::{Api, Operation, response_schema};
use super::fields::{Role, field, parameter};
use super::report::{Report, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        if let Some(pagination) = operation.value.get("x-twin-pagination") {
            of(api, operation, pagination, report);
        }
    }
}

fn of(api: &Api<'_>, operation: &Operation<'_>, pagination: &Value, report: &mut Report<'_>) {
    let pointer = join(&operation.pointer, "x-twin-pagination");
    for (style, key, role) in [
        ("token", "parameter", Role::Text),
        ("token", "size", Role::Any),
        ("page-number", "parameter", Role::Number),
        ("page-number", "size", Role::Any),
    ] {
        if let Some(name) = pagination.get(style).and_then(|style| text(style, key)) {
            parameter(api, operation, name, &join(&join(&pointer, style), key), role, report);
        }
    }
    let Some(response) = response_schema(api.document, operation) else {
        let fault = Diagnostic::error(Code::UnfitRole, "an operation without a response cannot have pages of it")
            .at(report.key_span(&pointer), "");
        return report.push(&pointer, fault);
    };
    if let Some(path) = text(pagination, "items") {
        field(api, response.clone(), path, &join(&pointer, "items"), Role::List, report);
    }
    for (style, key, role) in [("token", "field", Role::Text), ("page-number", "total", Role::Number)] {
        if let Some(path) = pagination.get(style).and_then(|style| text(style, key)) {
            field(api, response.clone(), path, &join(&join(&pointer, style), key), role, report);
        }
    }
}
