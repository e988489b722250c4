//! Where each value of the document stands: a tree of the same shape as the document.

use std::collections::BTreeMap;

use super::pointer;
use crate::diagnostics::Span;

#[derive(Debug)]
pub(super) struct Place {
    pub(super) key: Option<Span>,
    pub(super) value: Span,
    pub(super) children: Children,
}

#[derive(Debug)]
pub(super) enum Children {
    None,
    Items(Vec<Place>),
    Members(BTreeMap<String, Place>),
}

impl Place {
    pub(super) fn leaf(value: Span) -> Self {
        Self { key: None, value, children: Children::None }
    }

    /// The place at a JSON pointer, or that of its nearest ancestor.
    pub(super) fn at(&self, pointer: &str) -> &Self {
        let mut place = self;
        for step in pointer::steps(pointer) {
            let child = match &place.children {
                Children::None => None,
                Children::Items(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
                Children::Members(members) => members.get(step.as_ref()),
            };
            match child {
                Some(child) => place = child,
                None => break,
            }
        }
        place
    }
}
