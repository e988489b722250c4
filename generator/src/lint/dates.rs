//! Dates exist.

use jiff::Timestamp;
use jiff::civil::Date;

use super::api::Api;
use super::report::{Report, items, text};
use crate::diagnostics::Code;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        for (index, change) in items(operation.value.get("x-twin-change-set")) {
            if let Some(date) = text(change, "date").filter(|date| date.parse::<Date>().is_err()) {
                let at = format!("{}/x-twin-change-set/{index}/date", operation.pointer);
                report.error(Code::InvalidDate, &at, format!("`{date}` is no date; one looks like `2026-11-24`"));
            }
        }
    }
    for (index, request) in items(api.document.get("x-acs-signed-requests")) {
        if let Some(date) = text(request, "date").filter(|date| !is_timestamp(date)) {
            let at = format!("/x-acs-signed-requests/{index}/date");
            report.error(Code::InvalidDate, &at, format!("`{date}` is no time; one looks like `2026-11-24T03:49:39Z`"));
        }
    }
}

/// The form of `x-acs-date`: in UTC, to the second.
fn is_timestamp(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok_and(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string() == text)
}
