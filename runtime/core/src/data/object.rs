//! The value of an object from those of its fields.

use serde_json::{Map, Value};

use super::blanks::{Blanks, is_noted};
use super::encode::Encode;

/// The value of an object, without the fields that are absent.
pub fn object(fields: &[(&str, &dyn Encode)]) -> Value {
    Value::Object(members(fields, &[]))
}

/// The value of an object with a map of members of other names.
pub fn object_with(fields: &[(&str, &dyn Encode)], rest: &dyn Encode) -> Value {
    Value::Object(with_rest(members(fields, &[]), rest))
}

impl<const WORDS: usize> Blanks<WORDS> {
    /// The value of an object like that of [`object`](crate::object), with the fields that were there without a value.
    pub fn object(&self, fields: &[(&str, &dyn Encode)]) -> Value {
        Value::Object(members(fields, &self.0))
    }

    /// The same with a map of members of other names, see [`object_with`](crate::object_with).
    pub fn object_with(&self, fields: &[(&str, &dyn Encode)], rest: &dyn Encode) -> Value {
        Value::Object(with_rest(members(fields, &self.0), rest))
    }
}

/// The fields that are there, or were there without a value.
fn members(fields: &[(&str, &dyn Encode)], blanks: &[u64]) -> Map<String, Value> {
    let mut members = Map::new();
    for (position, (name, field)) in fields.iter().enumerate() {
        if !field.is_absent() || is_noted(blanks, position) {
            members.insert((*name).to_owned(), field.encode());
        }
    }
    members
}

fn with_rest(mut members: Map<String, Value>, rest: &dyn Encode) -> Map<String, Value> {
    if let Value::Object(rest) = rest.encode() {
        rest.into_iter().for_each(|(name, member)| {
            members.entry(name).or_insert(member);
        });
    }
    members
}
