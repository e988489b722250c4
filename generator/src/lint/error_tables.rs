//! The rows of an error table can be told apart, and each has a condition.

use std::collections::HashMap;

use super::api::{Api, Operation};
use super::finding::Repair;
use super::report::Report;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Limit, Window};
use crate::pointer::join;
use crate::vocabulary::{At, ErrorRow, Vocabulary, When};

/// Words for times that no call waits for. A minute is not one of them: the client waits that long if the service asks
/// for it.
const LONG: [&str; 21] = [
    "hour",
    "hours",
    "hourly",
    "day",
    "days",
    "daily",
    "today",
    "tomorrow",
    "midnight",
    "week",
    "weeks",
    "weekly",
    "month",
    "months",
    "monthly",
    "year",
    "years",
    "yearly",
    "annual",
    "frequently",
    "often",
];

pub(super) fn check(api: &Api<'_>, words: &Vocabulary, report: &mut Report<'_>) {
    for operation in words.operations.values() {
        for At { at, node: row } in operation.errors.iter().filter(|row| row.node.retryable) {
            retryable(row, at, &operation.limits, report);
        }
    }
    let tables = || {
        api.operations
            .iter()
            .filter_map(|operation| Some((operation, &*words.operations.get(&operation.pointer)?.errors)))
    };
    let without: Vec<&Operation<'_>> =
        tables().filter(|(_, rows)| is_without_conditions(rows)).map(|(operation, _)| operation).collect();
    // A table that was imported says of no row when it is raised; that is said once, not of each row.
    let untouched = without.len() > 1;
    if let (true, Some(first)) = (untouched, without.first()) {
        let at = format!("{}/x-twin-errors", first.pointer);
        let message = format!("the errors of {} operations have no `when`", without.len());
        let fault = Diagnostic::warning(Code::UnconditionalError, message)
            .at(report.key_span(&at), "this is the first error table without a `when`")
            .help("the mock raises them only if a test forces them; add a `when` to a row to raise it automatically");
        report.push(&at, fault);
    }
    for (_, rows) in tables() {
        let silent = untouched && is_without_conditions(rows);
        let mut seen: HashMap<(u64, &str), String> = HashMap::new();
        for At { at, node: row } in rows {
            // A row can be listed under a number of its own.
            let (status, code) = (row.listed_status.unwrap_or(row.status.into()), &*row.code);
            let code_at = join(at, "code");
            match seen.get(&(status, code)) {
                Some(first) => {
                    let message = format!("the error table has `{code}` with status {status} twice");
                    let repair = Repair::Remove(at.clone());
                    report.duplicate(Code::DuplicateErrorRow, &code_at, first, message, repair);
                }
                None => drop(seen.insert((status, code), code_at.clone())),
            }
            if !silent && row.when.is_none() {
                let message = format!("the error `{code}` has no `when`");
                let fault = Diagnostic::warning(Code::UnconditionalError, message)
                    .at(report.span(&code_at), "the mock never raises this row by itself")
                    .help("add a `when`; if only a test can force it, say why: `when: { forced-only: ... }`");
                report.push(at, fault);
            }
        }
    }
}

/// Whether the same call can succeed within seconds after a row that says so.
fn retryable(row: &ErrorRow, at: &str, limits: &[At<Limit>], report: &mut Report<'_>) {
    let mut used = Vec::new();
    row.when.iter().for_each(|when| limits_of(when, &mut used));
    let long = used.into_iter().find_map(|name| {
        let limit = limits.iter().find(|limit| limit.node.name == name)?;
        let window = match limit.node.window {
            Window::Second | Window::Minute => return None,
            Window::Hour => "an hour",
            Window::Day => "a day",
        };
        Some(format!("the limit `{name}` has a window of {window}"))
    });
    // A limit of 30 days is not one of the vocabulary; the row says it in words only.
    let said = || {
        let texts = [("message", &row.message), ("description", &row.description), ("remedy", &row.remedy)];
        texts.into_iter().find_map(|(name, text)| Some(format!("the {name} says `{}`", long_time(text)?)))
    };
    let Some(why) = long.or_else(said) else { return };
    let code = &row.code;
    let at = join(at, "retryable");
    let fault = Diagnostic::warning(
        Code::UnretryableRow,
        format!("`{code}` cannot succeed within seconds, so it is not retryable"),
    )
    .at(report.span(&at), why)
    .help("remove `retryable`, and say in `remedy` when to try again");
    report.push(&at, fault);
}

/// The limits that a condition asks for, at whatever depth. That one is not reached is not a limit.
fn limits_of<'w>(when: &'w When, found: &mut Vec<&'w str>) {
    found.extend(when.limit.as_deref());
    let inner = when.any.iter().chain(&when.all).flatten();
    inner.for_each(|when| limits_of(when, found));
}

/// A word for a time that no call waits for: `days`, or `24h`.
fn long_time(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| {
        let short = word.strip_suffix(['h', 'H', 'd', 'D']);
        LONG.iter().any(|long| word.eq_ignore_ascii_case(long))
            || short.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether there are errors, and of none it is said when it is raised.
fn is_without_conditions(rows: &[At<ErrorRow>]) -> bool {
    !rows.is_empty() && rows.iter().all(|row| row.node.when.is_none())
}
