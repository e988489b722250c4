//! A value put together from the examples of a shape and of what is in it.

use serde_json::{Value, json};

use crate::model::{Api, Field, Shape, ShapeKind};

/// How deep shapes are followed: one that holds itself ends somewhere.
const DEPTH: usize = 8;

/// The example of the shape, or one of what is in it. `None` of a shape of which nothing is said.
pub(super) fn example(api: &Api, shape: &Shape) -> Option<Value> {
    below(api, shape, 0)
}

fn below(api: &Api, shape: &Shape, depth: usize) -> Option<Value> {
    if depth > DEPTH {
        return None;
    }
    if let Some(example) = &shape.example {
        return Some(example.clone());
    }
    Some(match &shape.kind {
        ShapeKind::String { values, .. } => json!(values.first().map_or("", String::as_str)),
        ShapeKind::Binary { .. } => json!(""),
        ShapeKind::Integer { minimum, .. } => json!(minimum.unwrap_or(0)),
        ShapeKind::Number { minimum, .. } => json!(minimum.unwrap_or(0.0)),
        ShapeKind::Boolean => json!(false),
        ShapeKind::Array { items, .. } => Value::Array(below(api, items, depth + 1).into_iter().collect()),
        ShapeKind::Object { fields, .. } => {
            let field = |field: &Field| Some((field.name.clone(), below(api, &field.shape, depth + 1)?));
            Value::Object(fields.iter().filter_map(field).collect())
        }
        ShapeKind::Reference(name) => return below(api, api.shapes.get(name)?, depth + 1),
        ShapeKind::Union { variants, .. } => return below(api, &variants.first()?.shape, depth + 1),
        ShapeKind::Map { .. } => json!({}),
        ShapeKind::Any => return None,
    })
}
