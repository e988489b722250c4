//! What a part of a `multipart/form-data` body holds.

use super::lower::Lower;
use crate::model::{Shape, ShapeKind};

/// What the values of a part are, behind references, lists and unions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Files.
    Files,
    /// Texts, numbers and booleans.
    Texts,
    /// Anything else.
    Other,
}

/// Shapes are not followed deeper.
const DEEPEST: usize = 16;

impl Lower<'_> {
    /// What a part holds, and whether it can be a list of it.
    pub(super) fn part(&mut self, shape: &Shape) -> (Content, bool) {
        self.content(shape, DEEPEST)
    }

    fn content(&mut self, shape: &Shape, deepest: usize) -> (Content, bool) {
        if deepest == 0 {
            return (Content::Other, false);
        }
        match &self.expanded(shape.clone()).kind {
            ShapeKind::Binary { .. } => (Content::Files, false),
            ShapeKind::String { .. } | ShapeKind::Integer { .. } | ShapeKind::Number { .. } | ShapeKind::Boolean => {
                (Content::Texts, false)
            }
            ShapeKind::Array { items, .. } => {
                let (content, is_list) = self.content(items, deepest - 1);
                // Of lists of lists it is not known how they are written.
                (if is_list { Content::Other } else { content }, true)
            }
            ShapeKind::Union { variants, .. } => {
                let found: Vec<_> = variants.iter().map(|variant| self.content(&variant.shape, deepest - 1)).collect();
                let is_list = found.iter().any(|(_, is_list)| *is_list);
                match found.as_slice() {
                    [(first, _), others @ ..] if others.iter().all(|(other, _)| other == first) => (*first, is_list),
                    _ => (Content::Other, false),
                }
            }
            ShapeKind::Object { .. } | ShapeKind::Map { .. } | ShapeKind::Reference(_) | ShapeKind::Any => {
                (Content::Other, false)
            }
        }
    }
}

/// Whether a part, or each of several, is a file.
pub(super) fn is_file(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Binary { .. } => true,
        ShapeKind::Array { items, .. } => is_file(items),
        _ => false,
    }
}

/// Whether nothing is said of a part, or of each of several, that bytes are not.
pub(super) fn can_be_file(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Any => true,
        ShapeKind::String { values, format: None, .. } => values.is_empty(),
        ShapeKind::Array { items, .. } => can_be_file(items),
        _ => false,
    }
}

/// The shape of the files of a part: one, or a list.
pub(super) fn files(shape: Shape, is_list: bool) -> Shape {
    let Shape { kind, .. } = &shape;
    if matches!(kind, ShapeKind::Binary { .. }) || (is_list && matches!(kind, ShapeKind::Array { .. })) {
        return shape;
    }
    let file = Shape { kind: ShapeKind::Binary { base64: false }, ..Shape::any(shape.origin.clone()) };
    let kind = match is_list {
        true => ShapeKind::Array { items: Box::new(file), min_items: None, max_items: None },
        false => ShapeKind::Binary { base64: false },
    };
    Shape { kind, ..shape }
}
