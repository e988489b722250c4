//! A schema of OpenAPI 3.0 as a JSON Schema of draft 4, which it is an extended subset of.

use serde_json::{Map, Value};

/// The keywords that decide whether a value fits, and mean the same in both.
const SAME: [&str; 17] = [
    "$ref",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "type",
    "enum",
];

/// Whether a keyword has a part in whether a value fits.
pub(super) fn decides(keyword: &str) -> bool {
    SAME.contains(&keyword)
        || matches!(keyword, "properties" | "items" | "not" | "additionalProperties" | "allOf" | "anyOf" | "oneOf")
}

/// The schema for a validator. References keep their pointers into `components/schemas`.
pub(super) fn translate(schema: &Value) -> Value {
    let Some(keywords) = schema.as_object() else {
        return schema.clone();
    };
    let mut translated = Map::new();
    for (keyword, value) in keywords {
        let value = match keyword.as_str() {
            "properties" => {
                let properties = value.as_object().into_iter().flatten();
                properties.map(|(name, schema)| (name.clone(), translate(schema))).collect()
            }
            "items" | "not" | "additionalProperties" => translate(value),
            "allOf" | "anyOf" | "oneOf" => value.as_array().into_iter().flatten().map(translate).collect(),
            same if SAME.contains(&same) => value.clone(),
            _ => continue,
        };
        translated.insert(keyword.clone(), value);
    }
    if schema.get("nullable") == Some(&Value::Bool(true)) && translated.contains_key("type") {
        // `nullable` adds null to `type`; an `enum` has to list it itself (clarification of OpenAPI 3.0.3).
        if let Some(named) = translated.get_mut("type") {
            *named = Value::Array(vec![named.take(), "null".into()]);
        }
    }
    Value::Object(translated)
}
