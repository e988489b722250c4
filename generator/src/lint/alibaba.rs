//! The rules of the `x-acs-*` keys.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::api::{Api, Operation};
use super::report::{Report, text};
use super::{names, operations};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::alibaba::{ApiStyle, SignedRequest};
use crate::pointer::join;
use crate::vocabulary::{At, Vocabulary};

pub(super) fn check(api: &Api<'_>, words: &Vocabulary, report: &mut Report<'_>) {
    let actions = || {
        let operations = api.operations.iter();
        operations.map(|operation| {
            (operation, words.operations.get(&operation.pointer).and_then(|words| words.vendor.action.as_deref()))
        })
    };
    let vendor = &words.vendor;
    names::unique(vendor.sites.iter().map(|site| (&*site.node.id, join(&site.at, "id"))), "site", report);
    operations::unique(actions(), "x-acs-action", Code::DuplicateAction, "action", report);
    if vendor.style == Some(ApiStyle::Rpc) {
        actions().for_each(|(operation, action)| rpc(operation, action.is_some(), report));
    }
    if vendor.is_given {
        version(api, report);
    }
    for At { at, node: SignedRequest { date, .. } } in &vendor.signed_requests {
        if !is_timestamp(date) {
            let message = format!("`{date}` is not a time; write it like `2026-11-24T03:49:39Z`");
            report.error(Code::InvalidDate, &join(at, "date"), message);
        }
    }
}

/// The parameters of the recorded requests with the operations that they call, and the pointers to the requests.
pub(super) fn recorded<'a, 's>(
    api: &'s Api<'a>,
    words: &'a Vocabulary,
) -> impl Iterator<Item = (&'s Operation<'a>, &'a Map<String, Value>, &'a str)> {
    words.vendor.signed_requests.iter().filter_map(|At { at, node: request }| {
        let operation = api.operations.iter().find(|operation| operation.id == Some(&request.operation))?;
        Some((operation, &request.parameters, &**at))
    })
}

/// The version of an API of Alibaba Cloud is sent in a header.
fn version(api: &Api<'_>, report: &mut Report<'_>) {
    let Some(info) = api.document.get("info") else { return };
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
fn rpc(operation: &Operation<'_>, has_action: bool, report: &mut Report<'_>) {
    let Some(id) = operation.id else { return };
    if !has_action {
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
