//! Which operation of one description is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Operation};

/// An operation, and its place in the model.
pub(super) type Numbered<'s> = (usize, &'s Operation);

/// An operation of either description, or of both.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pair<'s> {
    Gone(Numbered<'s>),
    New(Numbered<'s>),
    Both { old: Numbered<'s>, new: Numbered<'s> },
}

/// Operations are the same that have one id, or of those that are left, one method and path.
pub(super) fn pairs<'s>(old: &'s Api, new: &'s Api) -> Vec<Pair<'s>> {
    let own = |api: &'s Api| api.operations.iter().enumerate().filter(|(_, operation)| !operation.is_variant);
    let by_id: BTreeMap<&str, Numbered<'s>> = own(new).map(|numbered| (numbered.1.id.as_str(), numbered)).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for numbered in own(old) {
        match by_id.get(numbered.1.id.as_str()) {
            Some(same) => {
                taken.insert(same.0);
                pairs.push(Pair::Both { old: numbered, new: *same });
            }
            None => left.push(numbered),
        }
    }
    let can_be_told = old.vendor.as_ref().is_none_or(|vendor| !vendor.tells_by_name());
    for numbered in left {
        let same =
            own(new).find(|other| !taken.contains(&other.0) && can_be_told && address(other.1) == address(numbered.1));
        pairs.push(match same {
            Some(same) => {
                taken.insert(same.0);
                Pair::Both { old: numbered, new: same }
            }
            None => Pair::Gone(numbered),
        });
    }
    pairs.extend(own(new).filter(|numbered| !taken.contains(&numbered.0)).map(Pair::New));
    pairs
}

/// What a request is told by: the names of variables in a path are not sent.
pub(super) fn address(operation: &Operation) -> (Vec<&'static str>, String) {
    (operation.methods.iter().map(|method| method.name()).collect(), unnamed(&operation.path))
}

/// A path without the names of its variables.
fn unnamed(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |path, piece| path + "{}" + piece.split_once('}').map_or("", |(_, rest)| rest))
}

/// The variables of a path, in its order.
pub(super) fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(name, _)| name)).collect()
}
