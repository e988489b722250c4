//! Fields by their names, or by the way to them through objects: `metadata.name`.

use serde_json::{Map, Value};

use super::fields::Fields;

/// The value of a field. A name with dots in it goes before the way that it could be.
pub(crate) fn get<'f>(fields: &'f Fields, name: &str) -> Option<&'f Value> {
    fields.get(name).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        get(fields.get(first)?.as_object()?, rest)
    })
}

/// Sets a field, with the objects on the way to it.
pub(crate) fn put(fields: &mut Fields, name: &str, value: Value) {
    match name.split_once('.') {
        Some((first, rest)) if !fields.contains_key(name) => {
            let inner = fields.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
        _ => drop(fields.insert(name.to_owned(), value)),
    }
}

/// Takes a field away.
pub(crate) fn take(fields: &mut Fields, name: &str) -> Option<Value> {
    match name.split_once('.') {
        Some((first, rest)) if !fields.contains_key(name) => take(fields.get_mut(first)?.as_object_mut()?, rest),
        _ => fields.remove(name),
    }
}
