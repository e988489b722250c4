//! Where each value of the document is: a tree of the same shape as the document.

use crate::diagnostics::Span;
use crate::pointer;

#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) key: Option<Span>,
    pub(super) value: Span,
    pub(super) children: Children,
}

#[derive(Debug, Clone)]
pub(super) enum Children {
    None,
    Items(Vec<Place>),
    /// By key, sorted.
    Members(Vec<(Box<str>, Place)>),
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
                Children::Members(members) => {
                    let found = members.binary_search_by(|(key, _)| key.as_ref().cmp(&step));
                    found.ok().and_then(|index| members.get(index)).map(|(_, place)| place)
                }
            };
            match child {
                Some(child) => place = child,
                None => break,
            }
        }
        place
    }

    /// The place at a JSON pointer, if that value has one of its own.
    pub(super) fn exactly_at(&mut self, pointer: &str) -> Option<&mut Self> {
        pointer::steps(pointer).try_fold(self, |place, step| match &mut place.children {
            Children::None => None,
            Children::Items(items) => items.get_mut(step.parse::<usize>().ok()?),
            Children::Members(members) => {
                let index = members.binary_search_by(|(key, _)| key.as_ref().cmp(&step)).ok()?;
                members.get_mut(index).map(|(_, place)| place)
            }
        })
    }
}
