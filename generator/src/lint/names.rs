//! Names that others refer to are in their list only once.

use std::collections::HashMap;

use super::api::Api;
use super::finding::Repair;
use super::report::{Report, items, text};
use crate::diagnostics::Code;
use crate::pointer::join;
use crate::vocabulary::Vocabulary;

pub(super) fn check(api: &Api<'_>, words: &Vocabulary, report: &mut Report<'_>) {
    let tags = items(api.document.get("tags"));
    let tags = tags.filter_map(|(index, tag)| Some((text(tag, "name")?, format!("/tags/{index}/name"))));
    unique(tags, "tag", report);
    for operation in words.operations.values() {
        let limits = operation.limits.iter();
        unique(limits.map(|limit| (&*limit.node.name, join(&limit.at, "name"))), "limit", report);
    }
}

/// No two names of a list are the same.
pub(super) fn unique<'n>(names: impl Iterator<Item = (&'n str, String)>, what: &str, report: &mut Report<'_>) {
    let mut seen: HashMap<&str, String> = HashMap::new();
    for (name, at) in names {
        match seen.get(name) {
            Some(first) => {
                let message = format!("the {what} `{name}` appears twice");
                // The item of the list, which has the name.
                let item = at.rsplit_once('/').map_or(&*at, |(item, _)| item).to_owned();
                report.duplicate(Code::DuplicateName, &at, first, message, Repair::Remove(item));
            }
            None => {
                seen.insert(name, at);
            }
        }
    }
}
