//! The rows of an error table can be told apart, and each has a condition.

use std::collections::HashMap;

use super::api::Api;
use super::report::{Report, items, text};
use crate::diagnostics::{Code, Diagnostic};

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        let mut seen: HashMap<(u64, &str), String> = HashMap::new();
        for (index, row) in items(operation.value.get("x-acs-errors")) {
            let at = format!("{}/x-acs-errors/{index}", operation.pointer);
            let (Some(status), Some(code)) = (row.get("status").and_then(|s| s.as_u64()), text(row, "code")) else {
                continue;
            };
            let code_at = format!("{at}/code");
            match seen.get(&(status, code)) {
                Some(first) => {
                    let message = format!("the error table has `{code}` with status {status} twice");
                    report.duplicate(Code::DuplicateErrorRow, &code_at, first, message);
                }
                None => {
                    seen.insert((status, code), code_at.clone());
                }
            }
            if row.get("when").is_none() {
                let message = format!("nothing says when `{code}` is raised");
                let fault = Diagnostic::warning(Code::UnconditionalError, message)
                    .at(report.span(&code_at), "this row has no `when`")
                    .help("if it can only be forced by a test, say why: `when: { forced-only: ... }`");
                report.push(&at, fault);
            }
        }
    }
}
