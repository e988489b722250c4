//! Whether what a request has for a member can be answered as it is.

use crate::model::{Api, Field, Shape, ShapeKind};

/// How deep shapes are compared; what is deeper fits.
const DEPTH: usize = 6;

/// Whether usual values of a shape of a request are values of a shape of a response.
pub(super) fn fits(api: &Api, sent: &Shape, answered: &Shape) -> bool {
    below(api, sent, answered, 0)
}

fn below(api: &Api, sent: &Shape, answered: &Shape, depth: usize) -> bool {
    if depth > DEPTH {
        return true;
    }
    if let (ShapeKind::Reference(own), ShapeKind::Reference(other)) = (&sent.kind, &answered.kind)
        && own == other
    {
        return true;
    }
    let (Some(sent), Some(answered)) = (sent.behind(&api.shapes), answered.behind(&api.shapes)) else { return true };
    let next = |sent: &Shape, answered: &Shape| below(api, sent, answered, depth + 1);
    match (&sent.kind, &answered.kind) {
        (_, ShapeKind::Any) => true,
        // The first one is what is usually sent.
        (ShapeKind::Union { variants, .. }, _) => {
            let mut usual = variants.iter().filter(|variant| !is_empty(&variant.shape));
            usual.next().is_none_or(|variant| next(&variant.shape, answered))
        }
        (_, ShapeKind::Union { variants, .. }) => variants.iter().any(|variant| next(sent, &variant.shape)),
        (ShapeKind::String { values: own, .. }, ShapeKind::String { values: other, .. }) => {
            // Of what is none of them, the answer shows another one.
            own.is_empty() || other.is_empty() || own.iter().any(|value| other.contains(value))
        }
        (ShapeKind::Binary { .. }, ShapeKind::Binary { .. }) | (ShapeKind::Boolean, ShapeKind::Boolean) => true,
        (ShapeKind::Integer { .. }, ShapeKind::Integer { .. } | ShapeKind::Number { .. })
        | (ShapeKind::Number { .. }, ShapeKind::Number { .. }) => true,
        (ShapeKind::Array { items: own, .. }, ShapeKind::Array { items: other, .. }) => next(own, other),
        (ShapeKind::Object { fields: own, .. }, ShapeKind::Object { fields: other, .. }) => {
            let of = |name: &str| own.iter().find(|field| field.name == name);
            let is_there = |field: &Field| of(&field.name).is_some_and(|own| own.required) || !field.required;
            other.iter().all(is_there)
                && other.iter().all(|field| of(&field.name).is_none_or(|own| next(&own.shape, &field.shape)))
        }
        (ShapeKind::Object { fields, .. }, ShapeKind::Map { values }) => {
            fields.iter().all(|field| next(&field.shape, values))
        }
        (ShapeKind::Map { values: own }, ShapeKind::Map { values: other }) => next(own, other),
        (ShapeKind::Map { .. }, ShapeKind::Object { fields, .. }) => fields.iter().all(|field| !field.required),
        _ => false,
    }
}

/// Whether a text is always empty: a way to say that a member goes away.
fn is_empty(shape: &Shape) -> bool {
    matches!(&shape.kind, ShapeKind::String { values, .. } if matches!(values.as_slice(), [only] if only.is_empty()))
}
