//! Tests of what only Alibaba Cloud has: signatures, held against recorded requests and against the mock.

use askama::{Result, Template};

use crate::emit::call::{request, send};
use crate::emit::rust::literal;
use crate::model::alibaba::{Api as Vendor, SignedRequest};
use crate::plan::{Call, OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "client/tests/alibaba/recorded.rs", escape = "none")]
struct Recorded {
    source: String,
    number: usize,
    request: String,
    origin: String,
    access_key_id: String,
    access_key_secret: String,
    date: String,
    nonce: String,
    url: String,
    authorization: String,
}

/// A test for each recorded request of an operation.
pub(in crate::emit) fn recorded(vendor: &Vendor, operation: &OperationPlan<'_>) -> Vec<Result<String>> {
    let recorded = vendor.signed_requests.iter().filter(|request| request.operation == operation.model.id);
    recorded.enumerate().filter_map(|(at, request)| one_recorded(operation, at + 1, request)).collect()
}

/// A recorded request of an official client comes out the same.
fn one_recorded(operation: &OperationPlan<'_>, number: usize, recorded: &SignedRequest) -> Option<Result<String>> {
    let origin = format!("http://{}", recorded.host);
    let test = Recorded {
        source: text::inline(&recorded.source),
        number,
        request: request(&operation.call(&recorded.parameters)?),
        url: literal(&format!("{origin}{}", recorded.target)),
        origin: literal(&origin),
        access_key_id: literal(&recorded.access_key_id),
        access_key_secret: literal(&recorded.access_key_secret),
        date: literal(&recorded.date),
        nonce: literal(&recorded.nonce),
        authorization: literal(&recorded.authorization),
    };
    Some(test.render())
}

/// The operation by which the refusals that all operations share are tested: the first that can be called as it is.
pub(in crate::emit) fn refused<'a>(plan: &'a Plan<'a>) -> Option<(&'a OperationPlan<'a>, Call)> {
    let mut signed =
        plan.operations.iter().filter(|operation| !operation.model.anonymous && operation.facts.events.is_none());
    signed.find_map(|operation| {
        Some((operation, operation.sample().filter(|call| !call.reads_json && call.uses.is_empty())?))
    })
}

#[derive(Template)]
#[template(path = "client/tests/alibaba/gateway.rs", escape = "none")]
struct Gateway<'a> {
    library: &'a str,
    mock_library: &'a str,
    module: &'a str,
    send: String,
    unsigned: String,
    path: String,
}

/// `tests/operations/gateway.rs`.
pub(in crate::emit) fn gateway(plan: &Plan<'_>, operation: &OperationPlan<'_>, sample: &Call) -> Result<String> {
    let (id, action, version) = (&operation.model.id, &operation.model.name, &plan.api.version);
    let code = Gateway {
        library: &plan.library,
        mock_library: &plan.mock_library,
        module: &operation.module,
        send: send(operation, sample),
        unsigned: literal(&format!("/?Action={action}&Version={version}")),
        path: literal(&format!("/{id}?Version={version}")),
    };
    code.render()
}

/// The header that names the operation.
pub(in crate::emit) fn action<'a>(operation: &'a OperationPlan<'_>) -> (&'static str, &'a str) {
    ("x-acs-action", &operation.model.name)
}
