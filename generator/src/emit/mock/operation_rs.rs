//! `src/<operation>.rs`: how one operation behaves.

use askama::Template;
use twinspec_descriptors::Operation;

use super::printer::Printer;
use crate::plan::{OperationPlan, Plan};

#[derive(Template)]
#[template(path = "mock/src/operation.rs", escape = "none")]
struct Code<'a> {
    imports: String,
    name: &'a str,
    operation: String,
}

pub(super) fn code(plan: &Plan<'_>, planned: &OperationPlan<'_>, operation: &Operation) -> String {
    let mut printer = Printer::of(format!("{}::{}::OPERATION", plan.library, planned.module));
    let printed = printer.print(operation);
    let code = Code { imports: printer.imports(&[]), name: operation.id, operation: printed };
    code.render().unwrap_or_default()
}
