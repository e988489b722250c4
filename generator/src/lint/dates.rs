//! Dates exist.

use jiff::civil::Date;

use super::api::Api;
use super::report::{Report, items, text};
use crate::diagnostics::Code;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        for (index, change) in items(operation.value.get("x-twin-change-set")) {
            if let Some(date) = text(change, "date").filter(|date| date.parse::<Date>().is_err()) {
                let at = format!("{}/x-twin-change-set/{index}/date", operation.pointer);
                report.error(Code::InvalidDate, &at, format!("`{date}` is not a date; write it like `2026-11-24`"));
            }
        }
    }
}
