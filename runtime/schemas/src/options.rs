//! How schemas are compiled.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::Value;

/// Compiles a schema that refers to nothing outside of itself. What cannot be compiled of it, such as a pattern of another
/// language, is not checked.
pub(crate) fn compile(mut schema: Value) -> Option<Validator> {
    let build = |schema: &Value| {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .with_format("byte", |text: &str| STANDARD.decode(text).is_ok())
            .with_keyword("x-int64", |_, value, _| Ok(Box::new(Int64(*value == Value::Bool(true)))))
            .offline()
            .build(schema)
    };
    if let Ok(validator) = build(&schema) {
        return Some(validator);
    }
    without_unsound_patterns(&mut schema);
    build(&schema).ok()
}

/// The keyword `x-int64`: a whole number is one of 64 bits.
struct Int64(bool);

impl<'i> Keyword<'i> for Int64 {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("is not a whole number of 64 bits")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        // 2^63; what is read as such a floating-point number was not in range.
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        !self.0
            || !instance.is_number()
            || instance.is_i64()
            || (!instance.is_u64() && instance.as_f64().is_some_and(|float| float.abs() < LIMIT))
    }
}

fn without_unsound_patterns(schema: &mut Value) {
    let is_sound = |pattern: &str| {
        let schema = serde_json::json!({ "pattern": pattern });
        jsonschema::options().with_draft(Draft::Draft202012).offline().build(&schema).is_ok()
    };
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_unsound_patterns),
        Value::Object(members) => {
            if members.get("pattern").and_then(Value::as_str).is_some_and(|pattern| !is_sound(pattern)) {
                members.remove("pattern");
            }
            if let Some(Value::Object(patterns)) = members.get_mut("patternProperties") {
                patterns.retain(|pattern, _| is_sound(pattern));
            }
            members.values_mut().for_each(without_unsound_patterns);
        }
        _ => {}
    }
}
