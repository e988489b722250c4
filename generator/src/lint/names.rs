//! Names that others refer to stand once in their list.

use std::collections::HashMap;

use serde_json::Value;

use super::api::Api;
use super::finding::Repair;
use super::report::{Report, items, text};
use crate::diagnostics::Code;
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    unique(api.document.get("tags"), "/tags", "name", "tag", report);
    for operation in &api.operations {
        let pointer = join(&operation.pointer, "x-twin-limits");
        unique(operation.value.get("x-twin-limits"), &pointer, "name", "limit", report);
    }
}

/// No two items of a list have the same text under a key.
pub(super) fn unique(list: Option<&Value>, pointer: &str, key: &str, what: &str, report: &mut Report<'_>) {
    let mut seen: HashMap<&str, String> = HashMap::new();
    for (index, item) in items(list) {
        let Some(name) = text(item, key) else {
            continue;
        };
        let at = format!("{pointer}/{index}/{key}");
        match seen.get(name) {
            Some(first) => {
                let message = format!("the {what} `{name}` appears twice");
                report.duplicate(Code::DuplicateName, &at, first, message, Repair::Remove(format!("{pointer}/{index}")));
            }
            None => {
                seen.insert(name, at);
            }
        }
    }
}
