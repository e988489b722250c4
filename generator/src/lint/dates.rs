//! Dates exist.

use jiff::civil::Date;

use super::report::Report;
use crate::diagnostics::Code;
use crate::model::Change;
use crate::pointer::join;
use crate::vocabulary::{At, Vocabulary};

pub(super) fn check(words: &Vocabulary, report: &mut Report<'_>) {
    for At { at, node: Change { date, .. } } in words.operations.values().flat_map(|operation| &operation.changes) {
        if date.parse::<Date>().is_err() {
            let message = format!("`{date}` is not a date; write it like `2026-11-24`");
            report.error(Code::InvalidDate, &join(at, "date"), message);
        }
    }
}
