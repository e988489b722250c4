//! The generated tests: every operation against its vectors and its mock.

mod operation;
mod wire;

use askama::Template;
use twinspec_descriptors::Service;

use super::{Files, vendor};
use crate::plan::{OperationPlan, Plan};

#[derive(Template)]
#[template(path = "client/tests/operations/main.rs", escape = "none")]
struct Main<'a> {
    library: &'a str,
    mock_library: &'a str,
    is_signed: bool,
    /// What is deprecated is tested as long as it is there.
    deprecated: bool,
    gateway: bool,
    /// The mock remembers what a test of one operation has not created.
    stateless: bool,
    modules: Vec<&'a str>,
}

pub(super) fn emit<'a>(plan: &'a Plan<'a>, service: &Service, files: &mut Files<'a>) {
    if plan.operations.is_empty() {
        return;
    }
    let gateway = plan.api.vendor.as_ref().and_then(|_| vendor::tests::refused(plan));
    let main = Main {
        library: &plan.library,
        mock_library: &plan.mock_library,
        is_signed: plan.api.vendor.is_some(),
        deprecated: plan.operations.iter().any(OperationPlan::is_deprecated),
        gateway: gateway.is_some(),
        stateless: service.inferred_state,
        modules: plan.operations.iter().map(|operation| operation.module.as_str()).collect(),
    };
    files.rust("client/tests/operations/main.rs", move || main.render());
    for operation in &plan.operations {
        files.rust(format!("client/tests/operations/{}.rs", operation.module), || operation::code(plan, operation));
    }
    if let Some((operation, sample)) = gateway {
        files.rust("client/tests/operations/gateway.rs", move || vendor::tests::gateway(plan, operation, &sample));
    }
}
