//! What reading the text of a file results in.

use super::node::{Entry, Node};
use crate::diagnostics::{Code, Diagnostic, FileId};

/// What a file holds.
pub(super) struct Parsed {
    /// Without it, a fault says why.
    pub(super) tree: Option<Node>,
    /// What is wrong, at places in the file [`UNNUMBERED`].
    pub(super) faults: Vec<Diagnostic>,
    /// The text of each `$ref`.
    pub(super) references: Vec<String>,
}

/// The file of faults until it gets its number.
pub(super) const UNNUMBERED: FileId = FileId(0);

/// The entries of a mapping without those whose key was there before.
pub(super) fn unique(mut entries: Vec<Entry>, faults: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    // Stable, so the first of each key comes first.
    order.sort_by(|&a, &b| entries[a].key.cmp(&entries[b].key));
    let mut repeated = Vec::new();
    for same in order.chunk_by(|&a, &b| entries[a].key == entries[b].key) {
        let [first, again @ ..] = same else { continue };
        for index in again {
            let Entry { key, key_extent, .. } = &entries[*index];
            let fault = Diagnostic::error(Code::DuplicateKey, format!("the key `{key}` appears twice"));
            let first = entries[*first].key_extent.of(UNNUMBERED);
            faults.push(fault.at(key_extent.of(UNNUMBERED), "again here").related(first, "first here"));
        }
        repeated.extend_from_slice(again);
    }
    if !repeated.is_empty() {
        let mut index = 0..;
        entries.retain(|_| index.next().is_some_and(|index| !repeated.contains(&index)));
    }
    entries
}
