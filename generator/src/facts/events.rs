//! Answers that are server-sent events.

use serde_json::{Value, json};
use twinspec_core::Sequence;

use super::from_shape;
use crate::model::{Api, Operation, Response, ResponseFormat, Shape, ShapeKind};

/// How an operation answers with server-sent events.
#[derive(Debug)]
pub struct Events {
    /// Whether the data of an event is a text, and not JSON.
    pub text: bool,
    /// How many events the mock answers.
    pub count: usize,
}

/// The events of an operation ;  `None` if it does not answer with events.
pub(super) fn of(api: &Api, operation: &Operation) -> Option<Events> {
    let response = &operation.response;
    let count = || examples(api, operation).as_array().map_or(0, Vec::len);
    (response.format == ResponseFormat::EventStream)
        .then(|| Events { text: is_text(response.shape.as_ref()) && !is_json(response), count: count() })
}

/// Whether each item is JSON, whatever its shape is.
fn is_json(response: &Response) -> bool {
    let sequence = response.media_type.as_deref().and_then(Sequence::of);
    response.shape.is_some() && sequence.is_some_and(|sequence| sequence != Sequence::Events)
}

/// Whether data of this shape is not JSON: nothing is said of it, or that it is text.
fn is_text(shape: Option<&Shape>) -> bool {
    shape.is_none_or(|shape| match &shape.kind {
        ShapeKind::String { values, .. } => values.is_empty(),
        ShapeKind::Any | ShapeKind::Binary { .. } => true,
        _ => false,
    })
}

/// The data of the events that a mock answers: each item of an example that is a list, unless an event itself is one;
/// otherwise the example alone.
pub(super) fn examples(api: &Api, operation: &Operation) -> Value {
    let shape = operation.response.shape.as_ref();
    let is_list = shape.is_some_and(|shape| matches!(shape.kind, ShapeKind::Array { .. }));
    let example = operation.response.json.clone();
    let events = match example {
        Some(Value::Array(events)) if !is_list => events,
        Some(event) => vec![event],
        None => vec![shape.and_then(|shape| from_shape::example(api, shape)).unwrap_or_else(|| json!(""))],
    };
    // What is not JSON is in an event as it is written.
    let written = |event: Value| match event {
        Value::String(text) => Value::String(text),
        other => Value::String(other.to_string()),
    };
    Value::Array(if is_text(shape) { events.into_iter().map(written).collect() } else { events })
}
