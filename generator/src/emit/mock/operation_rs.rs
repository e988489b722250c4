//! `src/<operation>.rs`: how one operation behaves.

use askama::{Result, Template};

use super::{behaviour, condition, schema};
use crate::emit::rust::{list, literal, literals};
use crate::model::{Limit, RamAction};
use crate::plan::{OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "mock/src/operation.rs", escape = "none")]
struct Code<'a> {
    library: &'a str,
    module: &'a str,
    name: String,
    id: String,
    anonymous: bool,
    authorization: String,
    schemas: String,
    limits: String,
    conditions: String,
    status: u16,
    response: String,
    behaviour: String,
}

pub(super) fn code(plan: &Plan<'_>, planned: &OperationPlan<'_>) -> Result<String> {
    let operation = planned.operation;
    let code = Code {
        library: &plan.library,
        module: &planned.module,
        name: text::code(&operation.id),
        id: literal(&operation.id),
        anonymous: operation.anonymous,
        authorization: list(operation.ram.iter().map(authorization)),
        schemas: list(operation.parameters.iter().map(|parameter| schema::of(plan.api, &parameter.shape))),
        limits: list(operation.limits.iter().map(limit)),
        conditions: list(operation.errors.iter().map(|row| condition::of_row(row.when.as_ref()))),
        status: operation.response.status,
        response: literal(&planned.body.to_string()),
        behaviour: behaviour::of(plan.api, operation),
    };
    code.render()
}

fn authorization(ram: &RamAction) -> String {
    let RamAction { action, resources, associated_operations, .. } = ram;
    let (resources, associated) = (literals(resources), literals(associated_operations));
    format!("Authorization {{ action: {action:?}, resources: {resources}, associated_operations: {associated} }}")
}

fn limit(limit: &Limit) -> String {
    let Limit { name, count, per, window, .. } = limit;
    format!("Limit {{ name: {name:?}, count: {count}, per: Per::{per:?}, window: Window::{window:?} }}")
}
