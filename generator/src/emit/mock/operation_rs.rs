//! `src/<operation>.rs`: how one operation behaves.

use askama::{Result, Template};
use twinspec_descriptors::Operation;

use super::printer::Printer;
use crate::emit::families;
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
    let mut printed = printer.print(operation);
    if let Some(part) = families::part(plan, planned) {
        printed.push_str(&format!(".vendor(&{part})"));
    }
    Code { name: text::code(operation.id), operation: printed }.render()
}
