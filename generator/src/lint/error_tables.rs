//! The rows of an error table can be told apart, and each has a condition.

use std::collections::HashMap;

use super::api::{Api, Operation};
use super::report::{Report, items, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Limit, Window};
use crate::source::join;
use crate::vocabulary::{At, ErrorRow, Vocabulary};

/// Times for which no call waits.
const LONG: [&str; 6] = ["hour", "hours", "day", "days", "month", "months"];

pub(super) fn check(api: &Api<'_>, words: &Vocabulary, report: &mut Report<'_>) {
    for operation in words.operations.values() {
        for At { at, node: row } in operation.errors.iter().filter(|row| row.node.retryable) {
            retryable(row, at, &operation.limits, report);
        }
    }
    let without: Vec<&Operation<'_>> =
        api.operations.iter().filter(|operation| is_without_conditions(operation)).collect();
    // A table that was imported says of no row when it is raised; that is said once, not of each row.
    let untouched = without.len() > 1;
    if let (true, Some(first)) = (untouched, without.first()) {
        let at = format!("{}/x-twin-errors", first.pointer);
        let message = format!("nothing says when the errors of {} operations are raised", without.len());
        let fault = Diagnostic::warning(Code::UnconditionalError, message)
            .at(report.key_span(&at), "this is the first of the tables without a `when`")
            .help("the mock raises them when a test asks for them; a row with a `when` is raised by itself");
        report.push(&at, fault);
    }
    for operation in &api.operations {
        let silent = untouched && is_without_conditions(operation);
        let mut seen: HashMap<(u64, &str), usize> = HashMap::new();
        let code_at = |index: usize| format!("{}/x-twin-errors/{index}/code", operation.pointer);
        for (index, row) in items(operation.value.get("x-twin-errors")) {
            // A row can be listed under a number of its own.
            let status = row.get("listed-status").or_else(|| row.get("status"));
            let (Some(status), Some(code)) = (status.and_then(|status| status.as_u64()), text(row, "code")) else {
                continue;
            };
            let first = *seen.entry((status, code)).or_insert(index);
            if first != index {
                let message = format!("the error table has `{code}` with status {status} twice");
                report.duplicate(Code::DuplicateErrorRow, &code_at(index), &code_at(first), message);
            }
            if !silent && row.get("when").is_none() {
                let message = format!("nothing says when `{code}` is raised");
                let fault = Diagnostic::warning(Code::UnconditionalError, message)
                    .at(report.span(&code_at(index)), "this row has no `when`")
                    .help("if it can only be forced by a test, say why: `when: { forced-only: ... }`");
                report.push(&format!("{}/x-twin-errors/{index}", operation.pointer), fault);
            }
        }
    }
}

/// Whether the same call can succeed within seconds after a row that says so.
fn retryable(row: &ErrorRow, at: &str, limits: &[At<Limit>], report: &mut Report<'_>) {
    let ErrorRow { code, message, when, .. } = row;
    let why = match when.as_ref().and_then(|when| when.limit.as_deref()) {
        Some(name) => {
            let limit = limits.iter().find(|limit| limit.node.name == name).map(|limit| limit.node.window);
            match limit {
                Some(Window::Hour) => format!("the limit `{name}` is counted for an hour"),
                Some(Window::Day) => format!("the limit `{name}` is counted for a day"),
                _ => return,
            }
        }
        None => {
            let words = message.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
            let Some(word) = words.into_iter().find(|word| LONG.contains(&word.as_str())) else { return };
            format!("the message speaks of a {}", word.trim_end_matches('s'))
        }
    };
    let at = join(at, "retryable");
    let fault = Diagnostic::warning(Code::UnretryableRow, format!("a call cannot wait until `{code}` is over"))
        .at(report.span(&at), why)
        .help(
            "`retryable` is for what can succeed within seconds; leave it out, and say in `remedy` when to try again",
        );
    report.push(&at, fault);
}

/// Whether an operation has errors, and of none it is said when it is raised.
fn is_without_conditions(operation: &Operation<'_>) -> bool {
    let mut rows = items(operation.value.get("x-twin-errors")).peekable();
    rows.peek().is_some() && rows.all(|(_, row)| row.get("when").is_none())
}
