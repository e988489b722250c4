//! The body of an answer.

use serde_json::{Map, Value, json};

use super::session::Session;

impl Session<'_> {
    /// Puts what the operation answers into a body.
    pub(crate) fn answer(&mut self, body: &mut Value) {
        for answer in self.behaviour.answer {
            if let Some(value) = self.value(&answer.value) {
                set(body, answer.path, shown(value, answer.fields, answer.wrapped));
            }
        }
    }
}

/// Takes a value out of a body, if it is there.
pub(super) fn remove(body: &mut Value, path: &[&str]) {
    let Some((last, outer)) = path.split_last() else { return };
    let holder = outer.iter().try_fold(body, |value, name| value.get_mut(*name));
    if let Some(Value::Object(holder)) = holder {
        holder.remove(*last);
    }
}

/// An object with only the fields that the answer shows, their lists in the objects around them; any other value as it is. Without
/// names, all of it is shown.
pub(super) fn shown(value: Value, fields: &[&str], wrapped: &[(&str, &str)]) -> Value {
    match value {
        Value::Object(mut object) => {
            object.retain(|name, _| fields.is_empty() || fields.contains(&name.as_str()));
            for (field, name) in wrapped {
                if let Some(list) = object.get_mut(*field).filter(|value| value.is_array()) {
                    *list = json!({ *name: list.take() });
                }
            }
            Value::Object(object)
        }
        other => other,
    }
}

/// Puts a value into a body, and the objects around it that are not there yet; in place of the body if it has no path.
pub(super) fn set(body: &mut Value, path: &[&str], value: Value) {
    let mut place = body;
    for name in path {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(object) = place else { return };
        place = object.entry(*name).or_insert(Value::Null);
    }
    *place = value;
}
