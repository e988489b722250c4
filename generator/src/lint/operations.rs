//! Operations can be told apart.

use std::collections::HashMap;

use super::api::Api;
use super::finding::Repair;
use super::report::{Report, text};
use crate::diagnostics::Code;
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    unique(api, "operationId", Code::DuplicateOperationId, "operation id", report);
}

/// No two operations have the same text under a key.
pub(super) fn unique(api: &Api<'_>, key: &str, code: Code, what: &str, report: &mut Report<'_>) {
    let mut seen: HashMap<&str, String> = HashMap::new();
    for operation in &api.operations {
        let Some(name) = text(operation.value, key) else {
            continue;
        };
        let at = join(&operation.pointer, key);
        match seen.get(name) {
            Some(first) => {
                let free = (2..).map(|number| format!("{name}{number}")).find(|id| !seen.contains_key(id.as_str()));
                let repair = Repair::Set(at.clone(), free.into());
                report.duplicate(code, &at, first, format!("two operations have the {what} `{name}`"), repair);
            }
            None => {
                seen.insert(name, at);
            }
        }
    }
}
