//! The documentation: a page for each operation, and pages of all error codes and all permissions.

use std::collections::BTreeMap;

use askama::{Result, Template};
use serde_json::Value;

use super::families;
use super::family::Family;
use super::markdown::filters;
use super::{Files, rust, vendor};
use crate::model::{Api, ErrorRow, Link, Operation, Response, Shape, ShapeKind, Statuses};
use crate::plan::{Call, KindPlan, OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "docs/README.md", escape = "none")]
struct Overview<'a> {
    plan: &'a Plan<'a>,
    family: Family,
}

#[derive(Template)]
#[template(path = "docs/error-codes.md", escape = "none")]
struct ErrorCodes<'a> {
    plan: &'a Plan<'a>,
    rows: Vec<SharedRow<'a>>,
}

/// A row of error tables, with the operations that have it.
struct SharedRow<'a> {
    row: &'a ErrorRow,
    operations: Vec<&'a str>,
}

#[derive(Template)]
#[template(path = "docs/operations/operation.md", escape = "none")]
struct OperationPage<'a> {
    plan: &'a Plan<'a>,
    operation: &'a OperationPlan<'a>,
    family: Family,
    /// Whether there is more to say of it than its summary.
    is_described: bool,
    sample: Option<Call>,
    /// The errors that the sample tells apart.
    arms: Vec<Arm<'a>>,
    /// How many others it leaves to the table.
    further_errors: usize,
    /// A call by the shell.
    curl: String,
    authorization: String,
    response: Vec<ResponseRow>,
    /// What else is answered under which status, if anything.
    responses: Vec<&'a Response>,
    links: Vec<LinkRow<'a>>,
    json: Option<String>,
}

/// A row of the table of what can be called next.
struct LinkRow<'a> {
    statuses: Statuses,
    link: &'a Link,
    /// What the other call gets from where.
    arguments: String,
}

/// An error that a sample does something about.
struct Arm<'a> {
    kind: &'a KindPlan<'a>,
    /// What it prints: the format string of a macro.
    prints: String,
}

/// A row of the table of response parameters.
struct ResponseRow {
    path: String,
    type_name: String,
    description: String,
    example: Option<Value>,
}

pub(super) fn emit<'a>(plan: &'a Plan<'a>, openapi: &'a str, files: &mut Files<'a>) {
    files.text("docs/openapi.json", move || Ok(openapi.to_owned()));
    files.text("docs/README.md", move || Overview { plan, family: families::of(plan) }.render());
    if families::of(plan).has_permissions {
        files.text("docs/permissions.md", move || vendor::docs::page(plan));
    }
    if plan.has_error_codes() {
        files.text("docs/error-codes.md", move || ErrorCodes { plan, rows: error_rows(plan) }.render());
    }
    for operation in &plan.operations {
        files.text(format!("docs/operations/{}.md", operation.model.id), move || page(plan, operation)?.render());
    }
}

fn page<'a>(plan: &'a Plan<'a>, operation: &'a OperationPlan<'a>) -> Result<OperationPage<'a>> {
    let response = &operation.model.response;
    let mut rows = Vec::new();
    if let Some(shape) = &response.shape {
        response_rows(plan.api, shape, String::new(), &mut Vec::new(), &mut rows);
    }
    let sample = operation.sample();
    // Without a call that is known to succeed, the page shows the one that the module shows.
    let curl = sample.as_ref().map(|call| families::shell(plan, operation, call)).transpose()?.unwrap_or_default();
    let arms: Vec<_> = operation.sample_kinds().into_iter().map(arm).collect();
    Ok(OperationPage {
        plan,
        operation,
        family: families::of(plan),
        is_described: !operation.model.description.trim().is_empty() || !operation.model.limits.is_empty(),
        curl,
        sample: sample.or_else(|| operation.example()),
        further_errors: operation.kinds.len() - arms.len(),
        arms,
        authorization: families::authorization(plan, operation)?,
        response: rows,
        responses: responses(operation.model),
        links: links(operation.model),
        json: response.json.as_ref().map(text::json),
    })
}

/// All responses, if there are others than that of success.
fn responses(operation: &Operation) -> Vec<&Response> {
    let Operation { response, other_responses, error_responses, .. } = operation;
    let others: Vec<_> = other_responses.iter().chain(error_responses).collect();
    if others.is_empty() { others } else { std::iter::once(response).chain(others).collect() }
}

/// What can be called next with what the responses say.
fn links(operation: &Operation) -> Vec<LinkRow<'_>> {
    let rows = operation.responses().flat_map(|response| {
        response.links.iter().map(|link| {
            let value = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let parameters = link.parameters.iter().map(|(name, of)| format!("{name} = {}", value(of)));
            let body = link.body.iter().map(|body| format!("the body = {}", value(body)));
            let arguments = parameters.chain(body).collect::<Vec<_>>().join(", ");
            LinkRow { statuses: response.statuses, link, arguments }
        })
    });
    rows.collect()
}

fn arm<'a>(kind: &'a KindPlan<'a>) -> Arm<'a> {
    Arm { kind, prints: rust::literal(&kind.advice().replace('{', "{{").replace('}', "}}")) }
}

/// All rows, sorted by code. Operations share a row if all that it says is the same: one code can have several causes,
/// and what to do is not the same for all of them.
fn error_rows<'a>(plan: &'a Plan<'a>) -> Vec<SharedRow<'a>> {
    type Said<'a> = (&'a str, u16, &'a str, &'a str, &'a str);
    let mut rows: BTreeMap<Said<'a>, SharedRow<'a>> = BTreeMap::new();
    for operation in &plan.operations {
        for row in &operation.model.errors {
            let shared = rows
                .entry((&row.code, row.status, &row.message, &row.description, &row.remedy))
                .or_insert_with(|| SharedRow { row, operations: Vec::new() });
            if shared.operations.last() != Some(&operation.model.id.as_str()) {
                shared.operations.push(&operation.model.id);
            }
        }
    }
    rows.into_values().collect()
}

/// How many fields of a body are listed. Components that hold others, and these others, become more than anybody reads.
const MAX_ROWS: usize = 2_000;

/// The fields of a body, each by its path. A component that holds itself is shown once.
fn response_rows<'a>(
    api: &'a Api,
    shape: &'a Shape,
    path: String,
    inside: &mut Vec<&'a str>,
    rows: &mut Vec<ResponseRow>,
) {
    if rows.len() >= MAX_ROWS {
        return;
    }
    rows.push(ResponseRow {
        path: path.clone(),
        type_name: shape.type_name(),
        description: shape.documentation(),
        example: shape.example.clone(),
    });
    match &shape.kind {
        ShapeKind::Object { fields, .. } => {
            for field in fields {
                let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
                response_rows(api, &field.shape, path, inside, rows);
            }
        }
        ShapeKind::Array { items, .. } if !is_scalar(items) => {
            response_rows(api, items, format!("{path}[]"), inside, rows);
        }
        ShapeKind::Reference(name) if !inside.contains(&name.as_str()) => {
            if let Some(shape) = api.shapes.get(name) {
                inside.push(name);
                rows.pop();
                response_rows(api, shape, path, inside, rows);
                inside.pop();
            }
        }
        _ => {}
    }
}

fn is_scalar(shape: &Shape) -> bool {
    !matches!(shape.kind, ShapeKind::Object { .. } | ShapeKind::Array { .. } | ShapeKind::Reference(_))
}
