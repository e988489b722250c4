//! The body that a mock answers with where the spec has no example of it.

use serde_json::{Map, Value, json};

use super::events;
use crate::model::{Api, Operation, ResponseFormat, Shape, ShapeKind};

/// How deep shapes are followed: one that holds itself ends somewhere.
const DEPTH: usize = 8;

/// The example of the response, or one put together from the examples of its fields. Of a body that is bytes it is a
/// text, of one that is XML an object, of server-sent events the list of their data.
pub(super) fn example(api: &Api, operation: &Operation) -> Value {
    let response = &operation.response;
    let value = response.json.clone().or_else(|| response.shape.as_ref().and_then(|shape| of_shape(api, shape, 0)));
    let nothing = || Value::Object(Map::new());
    match response.format {
        ResponseFormat::Binary => value.filter(Value::is_string).unwrap_or_else(|| json!("")),
        ResponseFormat::EventStream => events::examples(api, operation),
        ResponseFormat::Xml => value.filter(Value::is_object).unwrap_or_else(nothing),
        ResponseFormat::Json | ResponseFormat::Empty => value.unwrap_or_else(nothing),
    }
}

pub(super) fn of_shape(api: &Api, shape: &Shape, depth: usize) -> Option<Value> {
    if depth > DEPTH {
        return None;
    }
    if let Some(example) = &shape.example {
        return Some(example.clone());
    }
    Some(match &shape.kind {
        ShapeKind::String { values, .. } => json!(values.first().map_or("", String::as_str)),
        ShapeKind::Binary => json!(""),
        ShapeKind::Integer { minimum, .. } => json!(minimum.unwrap_or(0)),
        ShapeKind::Number { minimum, .. } => json!(minimum.unwrap_or(0.0)),
        ShapeKind::Boolean => json!(false),
        ShapeKind::Array { items, .. } => Value::Array(of_shape(api, items, depth + 1).into_iter().collect()),
        ShapeKind::Object { fields } => {
            let field =
                |field: &crate::model::Field| Some((field.name.clone(), of_shape(api, &field.shape, depth + 1)?));
            Value::Object(fields.iter().filter_map(field).collect())
        }
        ShapeKind::Reference(name) => return of_shape(api, api.shapes.get(name)?, depth + 1),
        ShapeKind::Map { .. } => json!({}),
        ShapeKind::Any => return None,
    })
}
