use askama::{Result, Template};

use super::call::send;
use crate::emit::rust::literal;
use crate::plan::{Call, OperationPlan, Plan};

/// The operation by which the refusals that all operations share are tested: the first that can be called as it is.
pub(super) fn operation<'a>(plan: &'a Plan<'a>) -> Option<(&'a OperationPlan<'a>, Call)> {
    let mut signed =
        plan.operations.iter().filter(|operation| !operation.model.anonymous && operation.facts.events.is_none());
    signed.find_map(|operation| Some((operation, operation.sample().filter(|call| !call.reads_json)?)))
}

#[derive(Template)]
#[template(path = "client/tests/operations/gateway.rs", escape = "none")]
struct Gateway<'a> {
    library: &'a str,
    module: &'a str,
    send: String,
    unsigned: String,
    path: String,
}

/// `tests/operations/gateway.rs`.
pub(super) fn code(plan: &Plan<'_>, operation: &OperationPlan<'_>, sample: &Call) -> Result<String> {
    let (id, action, version) = (&operation.model.id, &operation.model.action, &plan.api.version);
    let code = Gateway {
        library: &plan.library,
        module: &operation.module,
        send: send(operation, sample),
        unsigned: literal(&format!("/?Action={action}&Version={version}")),
        path: literal(&format!("/{id}?Version={version}")),
    };
    code.render()
}
