//! The body of an answer.

use serde_json::{Map, Value, json};

use super::session::Session;
use crate::state::Fields;

impl Session<'_> {
    /// Puts what the operation answers into a body.
    pub(crate) fn answer(&mut self, body: &mut Fields) {
        for answer in self.operation.behaviour.answer {
            if let Some(value) = self.value(&answer.value) {
                set(body, answer.path, shown(value, answer.fields, answer.wrapped));
            }
        }
    }
}

/// Takes a value out of a body, if it is there.
pub(super) fn remove(body: &mut Fields, path: &[&str]) {
    match path {
        [] => {}
        [last] => drop(body.remove(*last)),
        [outer, inner @ ..] => {
            if let Some(Value::Object(object)) = body.get_mut(*outer) {
                remove(object, inner);
            }
        }
    }
}

/// An object with only the fields that the answer shows, their lists in the objects around them; any other value as it is.
pub(super) fn shown(value: Value, fields: &[&str], wrapped: &[(&str, &str)]) -> Value {
    match value {
        Value::Object(mut object) => {
            object.retain(|name, _| fields.contains(&name.as_str()));
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

/// Puts a value into a body, and the objects around it that are not there yet.
pub(super) fn set(body: &mut Fields, path: &[&str], value: Value) {
    let Some((last, outer)) = path.split_last() else { return };
    let mut object = body;
    for name in outer {
        let inner = object.entry((*name).to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if !inner.is_object() {
            *inner = Value::Object(Map::new());
        }
        let Value::Object(inner) = inner else { return };
        object = inner;
    }
    object.insert((*last).to_owned(), value);
}
