//! The body of a response, before it is known what it should be.

use serde_json::{Map, Value};

use super::budget::Budget;
use super::decode_error::DecodeError;
use super::node::Node;
use super::xml;
use crate::HttpResponse;
use crate::wire::html::is_html;

impl HttpResponse {
    /// The text that the body is.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<&str, DecodeError> {
        std::str::from_utf8(self.body()).map_err(|error| match error.error_len() {
            Some(_) => DecodeError::NotUtf8(error),
            None => DecodeError::Truncated { format: "UTF-8", detail: "its last character is not whole".to_owned() },
        })
    }

    /// The members of the JSON object, or the elements in the root element of the XML document, that the body is: those
    /// of an error, for instance.
    ///
    /// # Errors
    ///
    /// The body is something else.
    pub fn fields(&self) -> Result<Map<String, Value>, DecodeError> {
        let text = self.text()?;
        let start = text.trim_start();
        let budget = Budget::of(self.max_bytes());
        match start.get(..1) {
            None if start.is_empty() => Err(DecodeError::Empty),
            Some("{") => match Node::json(text, &budget)?.into_json() {
                Value::Object(fields) => Ok(fields),
                _ => Err(DecodeError::NotAnError),
            },
            Some("<") if is_html(start) => Err(DecodeError::Html),
            Some("<") => xml::children(text, &budget),
            Some("[") => Err(DecodeError::NoErrorCode),
            _ => Err(DecodeError::NotAnError),
        }
    }
}
