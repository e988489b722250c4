//! `src/<operation>.rs`: how one operation behaves.

use askama::{Result, Template};
use twinspec_descriptors::Operation;

use super::printer::Printer;
use crate::plan::{OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "mock/src/operation.rs", escape = "none")]
struct Code {
    name: String,
    operation: String,
}

pub(super) fn code(plan: &Plan<'_>, planned: &OperationPlan<'_>, operation: &Operation) -> Result<String> {
    let printer = Printer::of(format!("{}::{}::OPERATION", plan.library, planned.module));
    Code { name: text::code(operation.id), operation: printer.print(operation) }.render()
}
