//! A YAML document as a tree whose every node knows its place.

use serde_json::Value;

use super::size::Size;
use crate::diagnostics::{FileId, Span};

/// A place in the file of a tree: byte offsets into its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Extent {
    pub(super) fn of(self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) extent: Extent,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Scalar(Value),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_extent: Extent,
    pub(super) value: Node,
}

impl Node {
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The value or item at one step of a JSON pointer.
    pub(super) fn child(&self, step: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Mapping(_) => self.entry(step).map(|entry| &entry.value),
            Kind::Sequence(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
            Kind::Scalar(_) => None,
        }
    }

    /// The value or item at the steps of a JSON pointer.
    pub(super) fn at(&self, steps: &[String]) -> Option<&Node> {
        steps.iter().try_fold(self, |node, step| node.child(step))
    }

    /// How large the tree is.
    pub(super) fn size(&self) -> Size {
        let mut size = self.own_size();
        match &self.kind {
            Kind::Scalar(_) => {}
            Kind::Sequence(items) => items.iter().for_each(|item| size += item.size()),
            Kind::Mapping(entries) => {
                for entry in entries {
                    size += Size::text(&entry.key);
                    size += entry.value.size();
                }
            }
        }
        size
    }

    /// How large the node is without those below it and their keys.
    pub(super) fn own_size(&self) -> Size {
        let mut size = Size::VALUE;
        size += Size::text(self.as_str().unwrap_or_default());
        size
    }
}
