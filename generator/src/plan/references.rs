//! How the shapes under `components` refer to each other.

use std::collections::BTreeSet;

use crate::model::{Api, Shape, ShapeKind};

/// The components that a shape refers to.
pub(super) fn all(shape: &Shape) -> Vec<&str> {
    match &shape.kind {
        ShapeKind::Array { items, .. } => all(items),
        ShapeKind::Map { values } => all(values),
        ShapeKind::Object { fields, additional } => {
            fields.iter().map(|field| &field.shape).chain(additional.as_deref()).flat_map(all).collect()
        }
        ShapeKind::Union { variants, .. } => variants.iter().flat_map(|variant| all(&variant.shape)).collect(),
        ShapeKind::Reference(name) => vec![name],
        _ => Vec::new(),
    }
}

/// Whether a value of the component `inner` can hold one of the component `outer` without a list or a map between them:
/// then a Rust type would hold itself, and has to be boxed.
pub(super) fn hold(api: &Api, inner: &str, outer: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![inner];
    while let Some(name) = open.pop() {
        if name == outer {
            return true;
        }
        if seen.insert(name) {
            open.extend(api.shapes.get(name).map(direct).unwrap_or_default());
        }
    }
    false
}

/// The components whose values are parts of those of the shape itself.
fn direct(shape: &Shape) -> Vec<&str> {
    match &shape.kind {
        ShapeKind::Reference(name) => vec![name],
        ShapeKind::Object { fields, .. } => fields.iter().flat_map(|field| direct(&field.shape)).collect(),
        ShapeKind::Union { variants, .. } => variants.iter().flat_map(|variant| direct(&variant.shape)).collect(),
        _ => Vec::new(),
    }
}
