//! Calls of operations, as the tests write them.

use crate::plan::{Call, OperationPlan};

/// The request of a call, without a client.
pub(super) fn request(call: &Call) -> String {
    with_setters(call, format!("Request::new({})", call.arguments.join(", ")))
}

/// The request of a call, made with `client`.
pub(super) fn client_request(operation: &OperationPlan<'_>, call: &Call) -> String {
    with_setters(call, format!("client.{}({})", operation.module, call.arguments.join(", ")))
}

/// The call, sent with `client`.
pub(super) fn send(operation: &OperationPlan<'_>, call: &Call) -> String {
    format!("{}.send().await", client_request(operation, call))
}

fn with_setters(call: &Call, start: String) -> String {
    start + &call.setters.iter().map(|(name, value)| format!(".{name}({value})")).collect::<String>()
}
