//! The call that shows how an API is used.

use super::api_plan::Plan;
use super::operation_plan::OperationPlan;
use crate::model::OperationType;

/// A call that shows how an API is used: of the first operation that only reads, or of the first of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstCall {
    /// `use` lines that it needs.
    pub imports: String,
    /// An expression of a `client`, which ends with `.await`.
    pub call: String,
}

impl Plan<'_> {
    /// The first call of the API, if a value is known of every required parameter of some operation.
    pub fn first_call(&self) -> Option<FirstCall> {
        let calls = || {
            let operations = self.operations.iter().filter(|operation| operation.facts.events.is_none());
            operations.filter_map(|operation| Some((operation, operation.example()?)))
        };
        let reads = |operation: &OperationPlan<'_>| operation.model.operation_type == Some(OperationType::Read);
        let (operation, call) = calls().find(|(operation, _)| reads(operation)).or_else(|| calls().next())?;
        let lines: String = call.lines(&operation.module).iter().map(|line| format!("    {line}\n")).collect();
        Some(FirstCall { imports: call.imports(), call: format!("client\n{lines}    .send()\n    .await") })
    }
}
