//! A poll names an operation, parameters and fields that are there, and a field that can tell a state.

use serde_json::Value;

use super::api::{Api, Operation, response_schema};
use super::fields::{Role, field, parameter};
use super::report::{Report, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

/// Between the product, the version and the operation of another API.
const ELSEWHERE: &str = "::";

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        if let Some(poll) = operation.value.get("x-twin-poll") {
            of(api, operation, poll, report);
        }
    }
}

fn of(api: &Api<'_>, operation: &Operation<'_>, poll: &Value, report: &mut Report<'_>) {
    let pointer = join(&operation.pointer, "x-twin-poll");
    let Some(name) = text(poll, "operation").filter(|name| !name.contains(ELSEWHERE)) else { return };
    let Some(polled) = api.operations.iter().find(|other| other.id == Some(name)) else {
        let ids: Vec<_> = api.operations.iter().filter_map(|operation| operation.id).collect();
        return report.undeclared(&join(&pointer, "operation"), "operation", name, ids.iter().copied());
    };
    let parameters = join(&pointer, "parameters");
    for (name, value) in members(poll.get("parameters")) {
        let at = join(&parameters, name);
        parameter(api, polled, name, &at, Role::Any, report);
        if let Some(source) = text(value, "parameter") {
            parameter(api, operation, source, &join(&at, "parameter"), Role::Any, report);
        }
        if let Some(path) = text(value, "field") {
            answer(api, operation, path, &join(&at, "field"), Role::Any, report);
        }
    }
    if let Some(path) = poll.get("until").and_then(|until| text(until, "field")) {
        answer(api, polled, path, &join(&join(&pointer, "until"), "field"), Role::State, report);
    }
}

/// A field of the answer of an operation.
fn answer(api: &Api<'_>, operation: &Operation<'_>, path: &str, pointer: &str, role: Role, report: &mut Report<'_>) {
    match response_schema(api.document, operation) {
        Some(response) => field(api, response, path, pointer, role, report),
        None => {
            let fault = Diagnostic::error(Code::UndeclaredName, format!("there is no response with a field `{path}`"))
                .at(report.span(pointer), "");
            report.push(pointer, fault);
        }
    }
}
