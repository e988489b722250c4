//! Values that fit a schema for sure. To compile a schema takes a thousand times as long as to see that a number is one.

use serde_json::Value;

use crate::components::Components;
use crate::direction::Direction;

/// How many schemas are looked at for one value.
const MOST: usize = 10_000;

/// How many schemas may be in each other.
const DEEPEST: usize = 64;

/// Whether a value fits for sure. One that does not may fit as well: that is for a validator to say.
pub(crate) fn fits(components: &Components, direction: Direction, schema: &Value, value: &Value) -> bool {
    Fits { components, direction, left: MOST }.below(schema, value, 0)
}

struct Fits<'a> {
    components: &'a Components,
    direction: Direction,
    /// How many schemas can be looked at yet.
    left: usize,
}

impl Fits<'_> {
    fn below(&mut self, schema: &Value, value: &Value, depth: usize) -> bool {
        let Some(keywords) = schema.as_object() else { return *schema == Value::Bool(true) };
        if depth > DEEPEST || self.left == 0 {
            return false;
        }
        self.left -= 1;
        let depth = depth + 1;
        keywords.iter().all(|(keyword, said)| match keyword.as_str() {
            "$ref" => {
                let components = self.components;
                let target = said.as_str().and_then(|reference| components.resolve(reference));
                target.is_some_and(|target| self.below(target, value, depth))
            }
            "type" => match said {
                Value::Array(names) => names.iter().any(|name| is(value, name)),
                name => is(value, name),
            },
            "enum" => said.as_array().is_some_and(|values| values.contains(value)),
            "const" => said == value,
            "minimum" => value.as_i64().zip(said.as_i64()).is_some_and(|(value, least)| value >= least),
            "maximum" => value.as_i64().zip(said.as_i64()).is_some_and(|(value, most)| value <= most),
            "minLength" => length(value).zip(said.as_u64()).is_some_and(|(length, least)| length >= least),
            "maxLength" => length(value).zip(said.as_u64()).is_some_and(|(length, most)| length <= most),
            // The formats of JSON Schema are those of texts.
            "format" => !value.is_string(),
            "x-int64" => value.is_i64(),
            "items" => match value {
                Value::Array(items) => items.iter().all(|item| self.below(said, item, depth)),
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
                    properties.get(name).is_none_or(|property| {
                        !self.direction.is_hidden(self.components, property) && self.below(property, member, depth)
                    })
                }),
                (_, said) => said.is_object() && !value.is_object(),
            },
            "additionalProperties" => match value {
                Value::Object(members) => members
                    .iter()
                    .filter(|(name, _)| keywords.get("properties").is_none_or(|said| said.get(name).is_none()))
                    .all(|(_, member)| self.below(said, member, depth)),
                _ => true,
            },
            "allOf" => said.as_array().is_some_and(|parts| parts.iter().all(|part| self.below(part, value, depth))),
            "title" | "description" | "default" | "example" | "examples" | "deprecated" | "readOnly" | "writeOnly" => {
                true
            }
            _ => false,
        })
    }
}

fn is(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::schema::Schema;

    #[test]
    fn what_fits_for_sure_fits() {
        let pet = json!({
            "type": "object",
            "required": ["id", "name"],
            "properties": {
                "id": { "type": "integer", "readOnly": true },
                "name": { "$ref": "#/$defs/Name" },
                "tags": { "type": "array", "items": { "$ref": "#/$defs/Name" } },
                "parent": { "$ref": "#/$defs/Pet" },
            },
        });
        let components =
            json!({ "Name": { "type": "string", "maxLength": 3 }, "Pet": pet, "Circle": { "$ref": "#/$defs/Circle" } });
        let components = Arc::new(Components::of(components));
        let schemas = [
            json!({ "type": "integer", "minimum": 1, "maximum": 5, "format": "int32", "x-int64": true }),
            json!({ "type": ["string", "null"], "minLength": 2, "maxLength": 3, "description": "a text" }),
            json!({ "type": "string", "format": "date" }),
            json!({ "type": "number", "minimum": 0.5 }),
            json!({ "enum": [1, "ab", null], "pattern": "a" }),
            json!({ "const": true }),
            json!({ "type": "object" }),
            json!({ "$ref": "#/$defs/Pet" }),
            json!({ "allOf": [{ "$ref": "#/$defs/Pet" }, { "properties": { "tags": {} }, "additionalProperties": true }] }),
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            json!({ "properties": { "id": true }, "additionalProperties": false }),
            json!({ "items": { "$ref": "#/$defs/Name" }, "minItems": 1 }),
        ];
        let values = [
            json!(1),
            json!(6),
            json!(0.5),
            json!(u64::MAX),
            json!("ab"),
            json!("\u{e9}\u{e9}\u{e9}"),
            json!(null),
            json!(true),
            json!({}),
            json!(["ab"]),
            json!({ "name": "a" }),
            json!({ "name": "a", "id": 1 }),
            json!({ "name": "a", "id": "1" }),
            json!({ "name": "abcd", "id": 1 }),
            json!({ "name": "a", "id": 1, "tags": ["ab"], "parent": { "name": "a", "id": 2 }, "more": true }),
            json!({ "name": "a", "id": 1, "tags": [1] }),
            json!({ "name": "a", "id": 1, "parent": { "id": 2 } }),
        ];
        let mut sure = Vec::new();
        for direction in [Direction::Request, Direction::Response] {
            let mut count = 0;
            for schema in &schemas {
                let validator =
                    crate::options::compile(Schema::new(schema.clone(), direction, components.clone()).whole());
                for value in values.iter().filter(|value| fits(&components, direction, schema, value)) {
                    assert!(validator.as_ref().is_some_and(|validator| validator.is_valid(value)), "{schema} {value}");
                    count += 1;
                }
            }
            sure.push(count);
        }
        assert_eq!(sure, [25, 29]);
        // Nobody knows what fits a schema that is only itself.
        assert!(!fits(&components, Direction::Request, &json!({ "$ref": "#/$defs/Circle" }), &json!(1)));
    }
}
