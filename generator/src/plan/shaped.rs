//! Which bodies have the type of their shape.

use crate::model::{Response, ResponseFormat, ShapeKind};

/// Whether the type of a body is that of its shape.
pub(super) fn has_shape(response: &Response) -> bool {
    match response.format {
        ResponseFormat::Text => has_values(response),
        ResponseFormat::Binary | ResponseFormat::Empty => false,
        _ => response.shape.is_some(),
    }
}

/// Whether it is one of a few texts.
pub(super) fn has_values(response: &Response) -> bool {
    let kind = response.shape.as_ref().map(|shape| &shape.kind);
    matches!(kind, Some(ShapeKind::Reference(_)))
        || matches!(kind, Some(ShapeKind::String { values, .. }) if !values.is_empty())
}
