//! Step 3: whether the parameters are there and may have the values they have.

use serde_json::Value;

use super::Request;
use super::parameters::{Malformed, read};
use crate::patterns::Patterns;
use crate::refusal::Refusal;
use crate::{Operation, Schema};

/// Parameters that the operation does not describe are ignored, as the service ignores them.
pub(super) fn validate(operation: &Operation, request: &Request<'_>, patterns: &Patterns) -> Result<(), Refusal> {
    let parameters = operation.operation.parameters.iter();
    for (parameter, schema) in parameters.zip(operation.schemas) {
        let invalid = |why: String| Err(Refusal::invalid(parameter.name).with_hint(why));
        match read(request.parameters(), parameter, schema) {
            Ok(None) if parameter.required => return Err(Refusal::missing(parameter.name)),
            Ok(None) => {}
            Ok(Some(value)) => {
                if let Err(why) = check(schema, &value, patterns) {
                    return invalid(format!("{}{why}", parameter.name));
                }
            }
            Err(Malformed) => return invalid(format!("{} is no JSON", parameter.name)),
        }
    }
    Ok(())
}

/// Says where and why a value is not what the schema allows, never what the value is.
fn check(schema: &Schema, value: &Value, patterns: &Patterns) -> Result<(), String> {
    match schema {
        Schema::String { pattern, min_length, max_length, values } => {
            let text = value.as_str().ok_or(" is no text")?;
            within(text.chars().count() as u64, *min_length, *max_length)
                .map_err(|why| format!("{why}, counted in characters"))?;
            if !values.is_empty() && !values.contains(&text) {
                return Err(format!(" is none of {}", values.join(", ")));
            }
            match pattern {
                Some(pattern) if !patterns.matches(pattern, text) => Err(format!(" does not match {pattern}")),
                _ => Ok(()),
            }
        }
        Schema::Integer { minimum, maximum } => {
            let number = match value {
                Value::String(text) => text.parse().ok(),
                other => other.as_i64(),
            };
            within(number.ok_or(" is no integer")?, *minimum, *maximum)
        }
        Schema::Number { minimum, maximum } => {
            let number = match value {
                Value::String(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
                other => other.as_f64(),
            };
            within(number.ok_or(" is no number")?, *minimum, *maximum)
        }
        // Python clients send `True` and `False`.
        Schema::Boolean => match value {
            Value::Bool(_) => Ok(()),
            Value::String(text) if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => Ok(()),
            _ => Err(" is neither true nor false".to_owned()),
        },
        Schema::Array { items, min_items, max_items } => {
            let list = value.as_array().ok_or(" is no list")?;
            within(list.len() as u64, *min_items, *max_items).map_err(|why| format!("{why}, counted in items"))?;
            for (position, item) in (1..).zip(list) {
                check(items, item, patterns).map_err(|why| format!(".{position}{why}"))?;
            }
            Ok(())
        }
        Schema::Object { properties, required } => {
            let object = value.as_object().ok_or(" is no object")?;
            if let Some(missing) = required.iter().find(|name| !object.contains_key(**name)) {
                return Err(format!(".{missing} is not there"));
            }
            for (name, schema) in *properties {
                if let Some(value) = object.get(*name) {
                    check(schema, value, patterns).map_err(|why| format!(".{name}{why}"))?;
                }
            }
            Ok(())
        }
        Schema::Any => Ok(()),
    }
}

fn within<T: PartialOrd + std::fmt::Display>(number: T, minimum: Option<T>, maximum: Option<T>) -> Result<(), String> {
    match (minimum, maximum) {
        (Some(minimum), _) if number < minimum => Err(format!(" is less than {minimum}")),
        (_, Some(maximum)) if number > maximum => Err(format!(" is greater than {maximum}")),
        _ => Ok(()),
    }
}
