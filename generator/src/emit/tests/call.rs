//! Calls of operations, as the crate of the tests writes them.

use crate::emit::rust::rust_type;
use crate::plan::{Call, Expression, OperationPlan, Plan, RustType};

/// The request of a call, without a client.
pub(super) fn request(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> String {
    let start = format!("Request::new({})", arguments(plan, operation, call));
    with_setters(plan, operation, call, start)
}

/// The call, made with `client`.
pub(super) fn send(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> String {
    let request = with_setters(plan, operation, call, client_call(plan, operation, call));
    format!("{request}.send().await")
}

/// The method of `client` with its arguments.
pub(super) fn client_call(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> String {
    format!("client.{}({})", operation.module, arguments(plan, operation, call))
}

/// A call as a chain of methods after `start`, which makes the client or the request.
pub(super) fn with_setters(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call, start: String) -> String {
    let set = |(name, value): &(String, Expression)| format!(".{name}({})", expression(plan, operation, value));
    start + &call.setters.iter().map(set).collect::<String>()
}

fn arguments(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> String {
    let arguments: Vec<_> = call.arguments.iter().map(|argument| expression(plan, operation, argument)).collect();
    arguments.join(", ")
}

/// An expression that the plan has written.
fn expression(plan: &Plan<'_>, operation: &OperationPlan<'_>, expression: &Expression) -> String {
    match expression {
        Expression::Line(text) => text.clone(),
        Expression::Json(rust, text) => {
            let library = &plan.library;
            let rust = foreign_type(library, &operation.module, rust);
            format!("{library}::acs_core::from_json::<{rust}>({text:?})?")
        }
    }
}

/// A type of the client, in the code of another crate.
fn foreign_type(library: &str, module: &str, rust: &RustType) -> String {
    let inner = |rust: &RustType| foreign_type(library, module, rust);
    match rust {
        RustType::List(items) => format!("Vec<{}>", inner(items)),
        RustType::Map(values) => format!("std::collections::BTreeMap<String, {}>", inner(values)),
        RustType::Local(name) => format!("{library}::{module}::{name}"),
        RustType::Shared(name) => format!("{library}::types::{name}"),
        RustType::Json => "serde_json::Value".to_owned(),
        RustType::Bytes => format!("{library}::acs_core::Binary"),
        RustType::Boxed(boxed) => format!("Box<{}>", inner(boxed)),
        RustType::Sensitive(sensitive) => format!("{library}::acs_core::Sensitive<{}>", inner(sensitive)),
        rust => rust_type(rust),
    }
}
