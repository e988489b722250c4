//! The rules of the `x-acs-*` keys.

use jiff::Timestamp;
use serde_json::Value;

use super::api::{Api, Operation};
use super::report::{Report, items, text};
use super::{names, operations};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    names::unique(api.document.get("x-acs-sites"), "/x-acs-sites", "id", "site", report);
    operations::unique(api, "x-acs-action", Code::DuplicateAction, "action", report);
    if api.document.pointer("/info/x-acs-style").and_then(Value::as_str) == Some("RPC") {
        api.operations.iter().for_each(|operation| rpc(operation, report));
    }
    version(api, report);
    for (index, request) in items(api.document.get("x-acs-signed-requests")) {
        if let Some(date) = text(request, "date").filter(|date| !is_timestamp(date)) {
            let at = format!("/x-acs-signed-requests/{index}/date");
            report.error(
                Code::InvalidDate,
                &at,
                format!("`{date}` is not a time; write it like `2026-11-24T03:49:39Z`"),
            );
        }
    }
}

/// The recorded requests with the operations that they call, and the pointers to them.
pub(super) fn recorded<'a, 's>(api: &'s Api<'a>) -> impl Iterator<Item = (&'s Operation<'a>, &'a Value, String)> {
    items(api.document.get("x-acs-signed-requests")).filter_map(|(index, request)| {
        let id = text(request, "operation")?;
        let operation = api.operations.iter().find(|operation| operation.id == Some(id))?;
        Some((operation, request, format!("/x-acs-signed-requests/{index}")))
    })
}

/// The version of an API of Alibaba Cloud is sent in a header.
fn version(api: &Api<'_>, report: &mut Report<'_>) {
    let Some(info) = api.document.get("info") else { return };
    if ["x-acs-product", "x-acs-style"].iter().all(|key| info.get(key).is_none()) {
        return;
    }
    let fits = |text: &str| {
        let is_visible = |byte: &u8| byte.is_ascii_graphic();
        let bytes = text.as_bytes();
        bytes.first().is_some_and(is_visible)
            && bytes.last().is_some_and(is_visible)
            && bytes.iter().all(|byte| is_visible(byte) || *byte == b' ')
    };
    if let Some(version) = text(info, "version").filter(|version| !fits(version)) {
        let message = format!("the version {version:?} cannot be sent as `x-acs-version`");
        let fault = Diagnostic::error(Code::MalformedValue, message)
            .at(report.span("/info/version"), "")
            .help("use visible ASCII characters; spaces are allowed inside");
        report.push("/info/version", fault);
    }
}

/// An operation of the RPC style has the shape of that style.
fn rpc(operation: &Operation<'_>, report: &mut Report<'_>) {
    let Some(id) = operation.id else { return };
    if operation.value.get("x-acs-action").is_none() {
        let fault = Diagnostic::error(Code::OperationStyle, format!("the RPC operation `{id}` has no `x-acs-action`"))
            .at(report.span(&join(&operation.pointer, "operationId")), "")
            .help(format!("usually it is the operation id: `x-acs-action: {id}`"));
        report.push(&operation.pointer, fault);
    }
    if operation.path.strip_prefix('/') != Some(id) {
        let path = join("/paths", operation.path);
        let fault =
            Diagnostic::error(Code::OperationStyle, format!("the path of the RPC operation `{id}` must be `/{id}`"))
                .at(report.key_span(&path), "")
                .related(report.span(&join(&operation.pointer, "operationId")), "the operation");
        report.push(&path, fault);
    }
}

/// The form of `x-acs-date`: in UTC, to the second.
fn is_timestamp(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok_and(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() == text)
}
