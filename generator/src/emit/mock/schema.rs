//! What the values of a parameter are held against, as the mock's runtime takes it.

use crate::emit::rust::{list, literals, option};
use crate::model::{Api, Field, Shape, ShapeKind};

/// References are followed, but not forever: below this depth anything goes.
const DEPTH: usize = 8;

pub(super) fn of(api: &Api, shape: &Shape) -> String {
    below(api, shape, 0)
}

fn below(api: &Api, shape: &Shape, depth: usize) -> String {
    if depth > DEPTH {
        return "Schema::Any".to_owned();
    }
    let inner = |shape: &Shape| below(api, shape, depth + 1);
    match &shape.kind {
        ShapeKind::String { pattern, min_length, max_length, values } => format!(
            "Schema::String {{ pattern: {}, min_length: {}, max_length: {}, values: {} }}",
            option(pattern.as_ref().map(|pattern| format!("{pattern:?}"))),
            option(*min_length),
            option(*max_length),
            literals(values)
        ),
        ShapeKind::Integer { minimum, maximum, .. } => {
            format!("Schema::Integer {{ minimum: {}, maximum: {} }}", option(*minimum), option(*maximum))
        }
        ShapeKind::Number { minimum, maximum, .. } => {
            let float = |bound: &Option<f64>| option(bound.map(|bound| format!("{bound:?}")));
            format!("Schema::Number {{ minimum: {}, maximum: {} }}", float(minimum), float(maximum))
        }
        ShapeKind::Boolean => "Schema::Boolean".to_owned(),
        ShapeKind::Array { items, min_items, max_items } => format!(
            "Schema::Array {{ items: &{}, min_items: {}, max_items: {} }}",
            inner(items),
            option(*min_items),
            option(*max_items)
        ),
        ShapeKind::Object { fields } => {
            let required = fields.iter().filter(|field| field.required).map(|field| &field.name);
            let property = |Field { name, shape, .. }: &Field| format!("({name:?}, {})", inner(shape));
            format!(
                "Schema::Object {{ properties: {}, required: {} }}",
                list(fields.iter().map(property)),
                literals(required)
            )
        }
        ShapeKind::Reference(name) => match api.shapes.get(name) {
            Some(shape) => inner(shape),
            None => "Schema::Any".to_owned(),
        },
        ShapeKind::Map { .. } | ShapeKind::Binary | ShapeKind::Any => "Schema::Any".to_owned(),
    }
}
