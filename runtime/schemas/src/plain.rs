//! Values that fit a schema for sure. To compile a schema takes a thousand times as long as to see that a number is one.

use serde_json::Value;

/// Whether a schema asks for nothing but a type, values and bounds, and a value fits. A value that does not may fit as well: that is
/// for a validator to say.
pub(crate) fn fits(schema: &Value, value: &Value) -> bool {
    let Some(keywords) = schema.as_object() else { return *schema == Value::Bool(true) };
    keywords.iter().all(|(keyword, said)| match keyword.as_str() {
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
        "title" | "description" | "default" | "example" | "examples" | "deprecated" | "readOnly" | "writeOnly" => true,
        _ => false,
    })
}

fn is(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        _ => false,
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::options::compile;

    #[test]
    fn what_fits_for_sure_fits() {
        let schemas = [
            json!({ "type": "integer", "minimum": 1, "maximum": 5, "format": "int32", "x-int64": true }),
            json!({ "type": ["string", "null"], "minLength": 2, "maxLength": 3, "description": "a text" }),
            json!({ "type": "string", "format": "date" }),
            json!({ "type": "number", "minimum": 0.5 }),
            json!({ "enum": [1, "ab", null], "pattern": "a" }),
            json!({ "const": true }),
            json!({ "type": "object" }),
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
        ];
        let mut sure = 0;
        for schema in &schemas {
            let validator = compile(schema.clone()).unwrap();
            for value in values.iter().filter(|value| fits(schema, value)) {
                assert!(validator.is_valid(value), "{schema} {value}");
                sure += 1;
            }
        }
        assert_eq!(sure, 4);
    }
}
