//! Merge keys, `<<: *base`: YAML 1.1 has them, YAML 1.2 does not, and readers of both accept them.

use std::collections::HashSet;

use super::node::{Entry, Kind, Node};

/// The entries of the mappings that a merge key takes, those of the first one first.
pub(super) fn mappings(node: Node) -> Option<Vec<Entry>> {
    match node.kind {
        Kind::Mapping(entries) => Some(entries),
        Kind::Sequence(items) => {
            let entries: Option<Vec<_>> = items
                .into_iter()
                .map(|item| match item.kind {
                    Kind::Mapping(entries) => Some(entries),
                    _ => None,
                })
                .collect();
            Some(entries?.into_iter().flatten().collect())
        }
        Kind::Scalar(_) => None,
    }
}

/// The entries of a mapping and those that are merged into it: what came first wins.
pub(super) fn with_merged(mut entries: Vec<Entry>, merged: Vec<Entry>) -> Vec<Entry> {
    if merged.is_empty() {
        return entries;
    }
    let mut known: HashSet<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    entries.extend(merged.into_iter().filter(|entry| known.insert(entry.key.clone())));
    entries
}
