//! What a client makes of a row of the error table, as the mock answers with it.

use crate::model::{Api, ErrorRow, Operation, ResponseFormat, Shape, ShapeKind, vendor};

/// What becomes of a call that is answered with a row of the error table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// It fails with the code of the row.
    Error,
    /// It succeeds, as the status says; the code is in the body.
    Success,
    /// The answer cannot be read: its status has no body, or what the operation answers does not look like an error.
    Unreadable,
}

pub(super) fn of(api: &Api, operation: &Operation, row: &ErrorRow) -> RowOutcome {
    let response = &operation.response;
    let is_readable = || match &response.shape {
        Some(shape) => is_readable(api, shape, row.status),
        None => true,
    };
    match (row.status, response.format) {
        (304, _) => RowOutcome::Unreadable,
        _ if !row.is_success() => RowOutcome::Error,
        (_, ResponseFormat::Json | ResponseFormat::Empty) | (204, ResponseFormat::Xml) if is_readable() => {
            RowOutcome::Success
        }
        _ => RowOutcome::Unreadable,
    }
}

/// Whether a response of this shape can be read from what is in the body of an error, or from nothing under 204.
fn is_readable(api: &Api, shape: &Shape, status: u16) -> bool {
    let texts = match &api.vendor {
        Some(_) => vendor::ERROR_FIELDS,
        // RFC 9457 3.1, as far as they are texts.
        None => &["type", "title", "detail", "instance", "code"],
    };
    let takes_text = |shape: &Shape| {
        let shape = shape.behind(&api.shapes);
        shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::String { .. } | ShapeKind::Any))
    };
    match shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::Object { fields, .. }) => fields.iter().all(|field| {
            let is_there = status != 204 && texts.contains(&field.name.as_str());
            if is_there { takes_text(&field.shape) } else { !field.required }
        }),
        Some(ShapeKind::Map { values }) => status == 204 || takes_text(values),
        Some(ShapeKind::Any) => true,
        _ => false,
    }
}
