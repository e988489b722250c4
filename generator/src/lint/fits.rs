//! Whether a value fits a schema, for what takes no validator to tell: compiling one takes longer than using it, and most examples
//! are plain.

use std::collections::HashMap;

use serde_json::Value;

use super::report::text;
use super::translate::decides;
use crate::pointer::find;

/// How many schemas are looked at for all examples of a description.
const MOST: usize = 1_000_000;

/// How many schemas may be in each other.
const DEEPEST: usize = 64;

/// Knows of some values that they fit.
pub(super) struct Fits<'a> {
    document: &'a Value,
    /// What references lead to.
    targets: HashMap<&'a str, Option<&'a Value>>,
    /// How many schemas can be looked at yet.
    left: usize,
}

impl<'a> Fits<'a> {
    pub(super) fn new(document: &'a Value) -> Self {
        Fits { document, targets: HashMap::new(), left: MOST }
    }

    /// Whether a value fits for sure. One that does not may fit as well: that is for a validator to say.
    pub(super) fn surely(&mut self, schema: &'a Value, value: &Value) -> bool {
        self.below(schema, value, 0)
    }

    fn below(&mut self, schema: &'a Value, value: &Value, depth: usize) -> bool {
        let Some(keywords) = schema.as_object() else { return false };
        if depth > DEEPEST || self.left == 0 {
            return false;
        }
        self.left -= 1;
        if let Some(target) = text(schema, "$ref") {
            let document = self.document;
            let found = || target.strip_prefix('#').and_then(|target| find(document, target));
            let target = *self.targets.entry(target).or_insert_with(found);
            return target.is_some_and(|target| self.below(target, value, depth + 1));
        }
        let is_null = value.is_null() && schema.get("nullable") == Some(&Value::Bool(true));
        keywords.iter().filter(|(keyword, _)| decides(keyword)).all(|(keyword, said)| match keyword.as_str() {
            "type" => is_null || is(value, said),
            "enum" => said.as_array().is_some_and(|values| values.contains(value)),
            "items" => match value {
                Value::Array(items) => items.iter().all(|item| self.below(said, item, depth + 1)),
                _ => true,
            },
            "required" => match value {
                Value::Object(members) => said.as_array().is_some_and(|names| {
                    names.iter().all(|name| name.as_str().is_some_and(|name| members.contains_key(name)))
                }),
                _ => true,
            },
            "properties" => match (value, said) {
                (Value::Object(members), Value::Object(properties)) => members.iter().all(|(name, member)| {
                    properties.get(name).is_none_or(|property| self.below(property, member, depth + 1))
                }),
                (_, said) => said.is_object() && !value.is_object(),
            },
            "additionalProperties" => match (value, said) {
                (_, Value::Bool(true)) => true,
                (Value::Object(members), said) => members
                    .iter()
                    .filter(|(name, _)| schema.get("properties").and_then(|properties| properties.get(name)).is_none())
                    .all(|(_, member)| self.below(said, member, depth + 1)),
                _ => true,
            },
            "allOf" => said.as_array().is_some_and(|parts| parts.iter().all(|part| self.below(part, value, depth + 1))),
            "anyOf" => said.as_array().is_some_and(|parts| parts.iter().any(|part| self.below(part, value, depth + 1))),
            _ => false,
        })
    }
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}
