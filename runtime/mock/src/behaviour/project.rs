//! The body of an answer.

use serde_json::{Map, Value};

use super::Session;
use crate::state::Fields;

impl Session<'_> {
    /// Puts what the operation answers into a body.
    pub(crate) fn answer(&mut self, body: &mut Fields) {
        for answer in self.operation.behaviour.answer {
            if let Some(value) = self.value(&answer.value) {
                set(body, answer.path, shown(value, answer.fields));
            }
        }
    }
}

/// An object with only the fields that the answer shows; any other value as it is.
pub(super) fn shown(value: Value, fields: &[&str]) -> Value {
    match value {
        Value::Object(mut object) => {
            object.retain(|name, _| fields.contains(&name.as_str()));
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
