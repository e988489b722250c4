//! The documentation: a page for each operation, and pages of all error codes and all permissions.

use std::collections::BTreeMap;

use askama::{Result, Template};
use serde_json::Value;

use super::families;
use super::family::Family;
use super::markdown::filters;
use super::{Files, alibaba};
use crate::model::{Api, ErrorRow, Shape, ShapeKind};
use crate::plan::{Call, OperationPlan, Plan};
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
    sample: Option<Call>,
    /// A call by the shell.
    curl: String,
    authorization: String,
    response: Vec<ResponseRow>,
    json: Option<String>,
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
    if plan.api.vendor.is_some() {
        files.text("docs/permissions.md", move || alibaba::docs::page(plan));
    }
    files.text("docs/error-codes.md", move || ErrorCodes { plan, rows: error_rows(plan) }.render());
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
    Ok(OperationPage {
        plan,
        operation,
        family: families::of(plan),
        curl: sample.as_ref().map(|call| families::shell(plan, operation, call)).transpose()?.unwrap_or_default(),
        sample,
        authorization: families::authorization(plan, operation)?,
        response: rows,
        json: response.json.as_ref().map(text::json),
    })
}

/// All rows, each once, sorted by code.
fn error_rows<'a>(plan: &'a Plan<'a>) -> Vec<SharedRow<'a>> {
    let mut rows: BTreeMap<(&str, u16, &str), SharedRow<'a>> = BTreeMap::new();
    for operation in &plan.operations {
        for row in &operation.model.errors {
            let shared = rows
                .entry((&row.code, row.status, &row.message))
                .or_insert_with(|| SharedRow { row, operations: Vec::new() });
            shared.operations.push(&operation.model.id);
        }
    }
    rows.into_values().collect()
}

/// The fields of a body, each by its path. A component that holds itself is shown once.
fn response_rows<'a>(
    api: &'a Api,
    shape: &'a Shape,
    path: String,
    inside: &mut Vec<&'a str>,
    rows: &mut Vec<ResponseRow>,
) {
    rows.push(ResponseRow {
        path: path.clone(),
        type_name: shape.type_name(),
        description: shape.documentation(),
        example: shape.example.clone(),
    });
    match &shape.kind {
        ShapeKind::Object { fields } => {
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
