//! The body that a mock answers with where the spec has no example of it.

use serde_json::{Map, Value, json};

use super::{events, from_shape};
use crate::model::{Api, Operation, ResponseFormat};

/// The example of the response, or one put together from the examples of its fields. Of a body that is bytes it is a
/// text, of one that is XML an object, of server-sent events the list of their data.
pub(super) fn example(api: &Api, operation: &Operation) -> Value {
    let response = &operation.response;
    let value =
        response.json.clone().or_else(|| response.shape.as_ref().and_then(|shape| from_shape::example(api, shape)));
    let nothing = || Value::Object(Map::new());
    match response.format {
        ResponseFormat::Binary | ResponseFormat::Text => value.filter(Value::is_string).unwrap_or_else(|| json!("")),
        ResponseFormat::EventStream => events::examples(api, operation),
        ResponseFormat::Xml => value.filter(Value::is_object).unwrap_or_else(nothing),
        ResponseFormat::Json | ResponseFormat::Empty => value.unwrap_or_else(nothing),
    }
}
