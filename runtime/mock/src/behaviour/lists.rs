//! Values that are lists, and their items.

use serde_json::Value;

use super::session::Session;
use crate::Expression;
use crate::state::{Fields, text};

impl Session<'_> {
    /// Does something while an item is the one that is looked at.
    pub(super) fn with_item<T>(&mut self, item: Value, work: impl FnOnce(&mut Self) -> T) -> T {
        self.items.push(item);
        let done = work(self);
        self.items.pop();
        done
    }

    /// The item that is looked at, or what it has at a path.
    pub(super) fn item(&self, path: &[&str]) -> Option<Value> {
        path.iter().try_fold(self.items.last()?, |value, name| value.get(*name)).cloned()
    }

    /// An object with these members; those without a value are not there.
    pub(super) fn object(&mut self, members: &[(&'static str, Expression)]) -> Value {
        let members = members.iter().filter_map(|(name, value)| Some(((*name).to_owned(), self.value(value)?)));
        Value::Object(members.collect::<Fields>())
    }
}

/// The items of a list; anything else is the only item.
pub(super) fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        other => vec![other],
    }
}

/// The items of all lists. The last of those that are the same takes the place of the first.
pub(super) fn union(lists: Vec<Value>, by: Option<&str>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for item in lists.into_iter().flat_map(items) {
        match all.iter_mut().find(|known| are_same(known, &item, by)) {
            Some(known) => *known = item,
            None => all.push(item),
        }
    }
    Value::Array(all)
}

/// The items of the first list that the others do not have.
pub(super) fn difference(lists: Vec<Option<Value>>, by: Option<&str>) -> Value {
    let mut lists = lists.into_iter().map(|list| list.map(items).unwrap_or_default());
    let mut left = lists.next().unwrap_or_default();
    let others: Vec<Value> = lists.flatten().collect();
    left.retain(|item| !others.iter().any(|other| are_same(item, other, by)));
    Value::Array(left)
}

/// Whether two items are the same: by what identifies them, which is all of an item that is not an object.
fn are_same(one: &Value, other: &Value, by: Option<&str>) -> bool {
    let identity = |item: &Value| {
        by.and_then(|by| item.get(by)).map_or_else(|| text(item).into_owned(), |id| text(id).into_owned())
    };
    identity(one) == identity(other)
}
