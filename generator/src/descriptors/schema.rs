//! What a parameter's values are held against.

use twinspec_descriptors::Schema;

use super::leak;
use crate::model::{Api, Shape, ShapeKind};

/// As a generated mock has it: references are followed, but not forever; below some depth anything goes.
pub(super) fn schema(api: &Api, shape: &Shape) -> Schema {
    below(api, shape, 0)
}

fn below(api: &Api, shape: &Shape, depth: usize) -> Schema {
    if depth > 8 {
        return Schema::Any;
    }
    match &shape.kind {
        ShapeKind::String { pattern, min_length, max_length, values, .. } => Schema::String {
            pattern: leak::optional(pattern.as_ref()),
            min_length: *min_length,
            max_length: *max_length,
            values: leak::texts(values),
        },
        ShapeKind::Integer { minimum, maximum, .. } => Schema::Integer { minimum: *minimum, maximum: *maximum },
        ShapeKind::Number { minimum, maximum, .. } => Schema::Number { minimum: *minimum, maximum: *maximum },
        ShapeKind::Boolean => Schema::Boolean,
        ShapeKind::Array { items, min_items, max_items } => Schema::Array {
            items: leak::one(below(api, items, depth + 1)),
            min_items: *min_items,
            max_items: *max_items,
        },
        ShapeKind::Object { fields, .. } => {
            let required = fields.iter().filter(|field| field.required).map(|field| &field.name);
            let properties = fields.iter().map(|field| (leak::text(&field.name), below(api, &field.shape, depth + 1)));
            Schema::Object { properties: leak::list(properties), required: leak::texts(required) }
        }
        ShapeKind::Reference(name) => match api.shapes.get(name) {
            Some(shape) => below(api, shape, depth + 1),
            None => Schema::Any,
        },
        ShapeKind::Map { .. } | ShapeKind::Union { .. } | ShapeKind::Binary { .. } | ShapeKind::Any => Schema::Any,
    }
}
