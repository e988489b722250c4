//! `src/errors.rs`: the rows of error tables that operations share; and the rows of one operation.

use askama::{Result, Template};

use crate::model::ErrorRow;
use crate::plan::{Plan, SharedRow};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/errors.rs", escape = "none")]
struct Errors<'a> {
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    docs: String,
    name: &'a str,
    value: String,
}

pub(super) fn module(plan: &Plan<'_>) -> Result<String> {
    let rows = plan.shared_rows.rows.iter().map(|SharedRow { name, row }| Row {
        docs: format!("{} {}", row.status, text::code(&row.code)),
        name,
        value: value(row),
    });
    Errors { rows: rows.collect() }.render()
}

/// A row, by its name if it has one.
pub(super) fn named(plan: &Plan<'_>, row: &ErrorRow) -> String {
    plan.shared_rows.name(row).map_or_else(|| value(row), |name| format!("errors::{name}"))
}

fn value(row: &ErrorRow) -> String {
    let ErrorRow { status, code, message, remedy, retryable, .. } = row;
    let remedy = if remedy.is_empty() { String::new() } else { format!(".remedy({remedy:?})") };
    let retryable = if *retryable { ".retryable()" } else { "" };
    format!("ErrorRow::new({status}, {code:?}, {message:?}){remedy}{retryable}")
}
