//! Operations can be told apart, and those of the RPC style have its shape.

use std::collections::HashMap;

use super::api::{Api, Operation};
use super::report::{Report, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    unique(api, "operationId", Code::DuplicateOperationId, "operation id", report);
    unique(api, "x-acs-action", Code::DuplicateAction, "action", report);
    if api.document.pointer("/info/x-acs-style").and_then(|style| style.as_str()) == Some("RPC") {
        api.operations.iter().for_each(|operation| rpc(operation, report));
    }
}

fn unique(api: &Api<'_>, key: &str, code: Code, what: &str, report: &mut Report<'_>) {
    let mut seen: HashMap<&str, String> = HashMap::new();
    for operation in &api.operations {
        let Some(name) = text(operation.value, key) else {
            continue;
        };
        let at = join(&operation.pointer, key);
        match seen.get(name) {
            Some(first) => report.duplicate(code, &at, first, format!("two operations have the {what} `{name}`")),
            None => {
                seen.insert(name, at);
            }
        }
    }
}

fn rpc(operation: &Operation<'_>, report: &mut Report<'_>) {
    let Some(id) = operation.id else { return };
    if operation.value.get("x-acs-action").is_none() {
        let fault = Diagnostic::error(Code::RpcOperation, format!("the RPC operation `{id}` has no `x-acs-action`"))
            .at(report.span(&join(&operation.pointer, "operationId")), "")
            .help(format!("mostly it is the id: `x-acs-action: {id}`"));
        report.push(&operation.pointer, fault);
    }
    if operation.path.strip_prefix('/') != Some(id) {
        let path = join("/paths", operation.path);
        let fault =
            Diagnostic::error(Code::RpcOperation, format!("the path of the RPC operation `{id}` must be `/{id}`"))
                .at(report.key_span(&path), "")
                .related(report.span(&join(&operation.pointer, "operationId")), "the operation");
        report.push(&path, fault);
    }
}
