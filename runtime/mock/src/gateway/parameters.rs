//! Reads the value of a parameter from the pairs that a client made of it.

use serde_json::Value;
use twinspec_core::{Location, Parameter, Style};

use super::flat::Leaves;
use super::pair::{Pair, find};
use super::styles;
use crate::{Operation, Schema};

/// No JSON is read that is nested deeper, so that whatever is read can be remembered, answered and put into a snapshot.
pub(super) const DEEPEST_JSON: usize = 64;

/// The text is not in the style of the parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// The value of a parameter, all scalars as text unless it travels as JSON; `None` if it is absent.
pub(crate) fn read(pairs: &[Pair<'_>], parameter: &Parameter, schema: &Schema) -> Result<Option<Value>, Malformed> {
    let text = || find(pairs, parameter.name).map(str::to_owned);
    match parameter.style {
        Style::Label | Style::Matrix => Ok(text().map(|text| styles::in_path(&text, parameter, schema))),
        _ if schema.is_scalar() => Ok(text().map(Value::String)),
        Style::DeepObject => Ok(styles::deep(pairs, parameter.name, schema)),
        _ if parameter.explode => Ok(styles::separate(pairs, parameter, schema)),
        Style::Flat => Ok(read_flat(&Leaves::of(pairs, parameter.name), schema)),
        Style::Json => match text() {
            // A body that is a JSON text has come here as what it says.
            Some(text) if matches!(schema, Schema::Any) && !text.trim_start().starts_with(['{', '[']) => {
                Ok(Some(serde_json::from_str(&text).unwrap_or(Value::String(text))))
            }
            Some(text) => {
                let value = serde_json::from_str(&text).map_err(|_| Malformed)?;
                if depth(&value) > DEEPEST_JSON { Err(Malformed) } else { Ok(Some(value)) }
            }
            None => Ok(None),
        },
        Style::Simple | Style::Form => Ok(text().map(|text| styles::joined(&text, ',', schema))),
        Style::SpaceDelimited => Ok(text().map(|text| styles::joined(&text, ' ', schema))),
        Style::PipeDelimited => Ok(text().map(|text| styles::joined(&text, '|', schema))),
        Style::Xml | Style::Binary | Style::Text => Ok(text().map(Value::String)),
    }
}

/// How many lists and objects are around the innermost value.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

/// The value of a parameter, typed by its schema; `None` if it is absent or not in its style.
pub(crate) fn value(pairs: &[Pair<'_>], operation: &Operation, name: &str) -> Option<Value> {
    let parameters = operation.described.parameters.iter();
    let (parameter, schema) = parameters.zip(operation.schemas).find(|(parameter, _)| parameter.name == name)?;
    Some(typed(read(pairs, parameter, schema).ok()??, schema))
}

/// The body of a call: what it says, or an object of the fields of its form that are given.
pub(crate) fn body(pairs: &[Pair<'_>], operation: &Operation) -> Option<Value> {
    let of = |locations: &[Location]| {
        let all = operation.described.parameters.iter().zip(operation.schemas);
        let all = all.filter(|(parameter, _)| locations.contains(&parameter.location));
        let given = all.filter_map(|(parameter, schema)| {
            let value = read(pairs, parameter, schema).ok()??;
            Some((parameter.name.to_owned(), typed(value, schema)))
        });
        given.collect::<Vec<_>>()
    };
    let is_form = |parameter: &Parameter| matches!(parameter.location, Location::Form | Location::Part);
    if operation.described.parameters.iter().any(is_form) {
        return Some(Value::Object(of(&[Location::Form, Location::Part]).into_iter().collect()));
    }
    of(&[Location::Body]).into_iter().next().map(|(_, body)| body)
}

/// Text from the wire as the value that the schema says it is.
fn typed(value: Value, schema: &Schema) -> Value {
    match (schema, value) {
        (Schema::Integer { .. }, Value::String(text)) => text.parse::<i64>().map_or(Value::String(text), Value::from),
        (Schema::Number { .. }, Value::String(text)) => text.parse::<f64>().map_or(Value::String(text), Value::from),
        (Schema::Boolean, Value::String(text)) => match text.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        (Schema::Array { items, .. }, Value::Array(list)) => list.into_iter().map(|item| typed(item, items)).collect(),
        (Schema::Object { properties, .. }, Value::Object(object)) => {
            let typed = |(name, value): (String, Value)| {
                let schema = properties.iter().find(|(property, _)| *property == name).map(|(_, schema)| schema);
                let value = match schema {
                    Some(schema) => typed(value, schema),
                    None => value,
                };
                (name, value)
            };
            Value::Object(object.into_iter().map(typed).collect())
        }
        (_, value) => value,
    }
}

fn read_flat(leaves: &Leaves<'_>, schema: &Schema) -> Option<Value> {
    match schema {
        Schema::Array { items, .. } => {
            let items = leaves.items().into_iter().filter_map(|item| read_flat(&item, items));
            (!leaves.is_empty()).then(|| Value::Array(items.collect()))
        }
        Schema::Object { properties, .. } => {
            let properties = properties.iter().filter_map(|(name, schema)| {
                let value = read_flat(&leaves.property(name), schema)?;
                Some(((*name).to_owned(), value))
            });
            (!leaves.is_empty()).then(|| Value::Object(properties.collect()))
        }
        Schema::Any => read_any(leaves, DEEPEST),
        Schema::String { .. } | Schema::Integer { .. } | Schema::Number { .. } | Schema::Boolean => {
            leaves.text().map(Value::from)
        }
    }
}

/// No value of a parameter is deeper; what would be is one key with dots in it.
const DEEPEST: usize = 16;

/// A text, or an object whatever its keys are.
fn read_any(leaves: &Leaves<'_>, depth: usize) -> Option<Value> {
    if let Some(text) = leaves.text() {
        return Some(text.into());
    }
    let members = leaves.members(depth == 0).into_iter().filter_map(|(name, leaves)| {
        let value = read_any(&leaves, depth.saturating_sub(1))?;
        Some((name.to_owned(), value))
    });
    (!leaves.is_empty()).then(|| Value::Object(members.collect()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use twinspec_core::Location;

    use super::*;

    #[test]
    fn any_json_may_be_a_text_and_an_object_has_to_be_whole() {
        let parameter = Parameter::new("body", Location::Body, Style::Json);
        let read = |text: &str| read(&[("body".into(), text.into())], &parameter, &Schema::Any);
        assert_eq!(read("a text"), Ok(Some(json!("a text"))));
        assert_eq!(read("7"), Ok(Some(json!(7))));
        assert_eq!(read(r#"{"a":[]}"#), Ok(Some(json!({ "a": [] }))));
        for broken in ["{", " [1"] {
            assert_eq!(read(broken), Err(Malformed), "{broken}");
        }
    }
}
