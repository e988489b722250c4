//! Operations can be told apart.

use std::collections::HashMap;

use super::api::{Api, Operation};
use super::finding::Repair;
use super::report::Report;
use crate::diagnostics::Code;
use crate::pointer::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    let ids = api.operations.iter().map(|operation| (operation, operation.id));
    unique(ids, "operationId", Code::DuplicateOperationId, "operation id", report);
}

/// No two operations have the same text under a key.
pub(super) fn unique<'o>(
    texts: impl Iterator<Item = (&'o Operation<'o>, Option<&'o str>)>,
    key: &str,
    code: Code,
    what: &str,
    report: &mut Report<'_>,
) {
    let mut seen: HashMap<&str, String> = HashMap::new();
    for (operation, name) in texts {
        let Some(name) = name else {
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
