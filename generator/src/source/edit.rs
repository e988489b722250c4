//! Changes to a document that leave the places of the rest as they were.

use serde_json::{Map, Value};

use super::place::{Children, Place};
use crate::pointer;

/// Puts a value where a pointer leads, or nowhere if that is not an object or a list.
pub(super) fn put(document: &mut Value, root: &mut Place, to: &str, value: Value, place: Place) {
    let (mut here, mut at) = (document, root);
    let mut steps = pointer::steps(to).peekable();
    let Some(mut step) = steps.next() else {
        (*here, *at) = (value, place);
        return;
    };
    loop {
        let is_last = steps.peek().is_none();
        let span = at.value;
        if matches!(here, Value::Null) {
            *here = Value::Object(Map::new());
        }
        if matches!(at.children, Children::None) {
            at.children = match here {
                Value::Array(items) => Children::Items(items.iter().map(|_| Place::leaf(span)).collect()),
                _ => Children::Members(Vec::new()),
            };
        }
        match (here, &mut at.children) {
            (Value::Object(members), Children::Members(places)) => {
                let index = match places.binary_search_by(|(key, _)| key.as_ref().cmp(&*step)) {
                    Ok(index) => index,
                    Err(index) => {
                        places.insert(index, ((*step).into(), Place::leaf(span)));
                        index
                    }
                };
                let Some((_, child)) = places.get_mut(index) else { return };
                let member = members.entry(step.into_owned()).or_insert(Value::Null);
                if is_last {
                    let key = place.key.or(child.key);
                    (*member, *child) = (value, Place { key, ..place });
                    return;
                }
                (here, at) = (member, child);
            }
            (Value::Array(items), Children::Items(places)) => {
                let Ok(index) = step.parse::<usize>() else { return };
                if index >= items.len() {
                    items.push(Value::Null);
                    places.push(Place::leaf(span));
                }
                let (Some(item), Some(child)) = (items.get_mut(index), places.get_mut(index)) else { return };
                if is_last {
                    (*item, *child) = (value, place);
                    return;
                }
                (here, at) = (item, child);
            }
            _ => return,
        }
        match steps.next() {
            Some(next) => step = next,
            None => return,
        }
    }
}

/// Takes out what a pointer leads to. What follows it in a list moves up.
pub(super) fn take(document: &mut Value, root: &mut Place, from: &str) -> Option<(Value, Place)> {
    let (parent, _) = from.rsplit_once('/')?;
    let holder = document.pointer_mut(parent)?;
    let step = pointer::steps(&from[parent.len()..]).next()?.into_owned();
    let place = root.exactly_at(parent);
    match holder {
        Value::Object(members) => {
            let value = members.remove(&step)?;
            let taken = place.and_then(|place| match &mut place.children {
                Children::Members(places) => {
                    let index = places.binary_search_by(|(key, _)| key.as_ref().cmp(&step)).ok()?;
                    Some(places.remove(index).1)
                }
                _ => None,
            });
            Some((value, taken.unwrap_or_else(|| Place::leaf(root.at(parent).value))))
        }
        Value::Array(items) => {
            let index = step.parse::<usize>().ok().filter(|index| *index < items.len())?;
            let value = items.remove(index);
            let taken = place.and_then(|place| match &mut place.children {
                Children::Items(places) if index < places.len() => Some(places.remove(index)),
                _ => None,
            });
            Some((value, taken.unwrap_or_else(|| Place::leaf(root.at(parent).value))))
        }
        _ => None,
    }
}
