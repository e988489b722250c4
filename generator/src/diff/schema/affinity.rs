//! How likely it is that a shape became another one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::conjunction::Schema;
use super::view::View;
use super::walker::Walker;

/// Both are the same component, or say the same.
const SAME: usize = 10_000;
/// What tells a shape from its neighbours is the same.
const TOLD: usize = 1_000;

impl<'s> Walker<'s> {
    /// How likely it is that one became the other; 0 if it did not.
    pub(super) fn affinity(&self, old: (&Schema<'s>, &View<'s>), new: (&Schema<'s>, &View<'s>)) -> usize {
        let ((old, a), (new, b)) = (old, new);
        let named = old.component().is_some() && old.component() == new.component();
        if old.is_same(new, self.old) {
            return SAME * 2;
        }
        if named {
            return SAME;
        }
        let (Some(ours), Some(theirs)) = (&a.types, &b.types) else { return 1 };
        if !ours.iter().any(|kind| b.takes(kind)) && !theirs.iter().any(|kind| a.takes(kind)) {
            return 0;
        }
        if let (Some(old), Some(new)) = (&a.values, &b.values) {
            return old.iter().filter(|value| new.contains(value)).count();
        }
        if a.members.is_empty() || b.members.is_empty() {
            return if a.members.is_empty() && b.members.is_empty() { 10 } else { 1 };
        }
        let (ours, theirs) = (self.told(a, true), self.told(b, false));
        let mut told = 0;
        for (name, value) in &ours {
            match theirs.get(name) {
                Some(other) if other != value => return 0,
                Some(_) => told += TOLD,
                None => {}
            }
        }
        let common = a.members.keys().filter(|name| b.members.contains_key(*name)).count();
        let all = a.members.len() + b.members.len() - common;
        if common == 0 { 0 } else { told + 1 + 100 * common / all }
    }

    /// The members that have only one value.
    fn told(&self, view: &View<'s>, is_old: bool) -> BTreeMap<&'s str, &'s Value> {
        let schemas = if is_old { self.old } else { self.new };
        let single = |(name, schema): (&&'s str, &Schema<'s>)| match schema.view(schemas).values?.as_slice() {
            [value] => Some((*name, *value)),
            _ => None,
        };
        view.members.iter().filter_map(single).collect()
    }
}
