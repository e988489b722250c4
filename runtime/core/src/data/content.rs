//! Bodies that are what their content type says.

use std::borrow::Cow;

use bytes::Bytes;

use super::budget::Budget;
use super::decode_error::DecodeError;
use super::node::Node;
use crate::wire::html::is_html;

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Json,
    Xml,
    Text,
    Bytes,
    /// Nothing is said, or that it is any.
    Unknown,
}

impl Content {
    fn of(content_type: &str) -> Self {
        let name = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match name.rsplit(['/', '+']).next().unwrap_or_default() {
            "" | "*" => Content::Unknown,
            "json" => Content::Json,
            "xml" => Content::Xml,
            _ if name.starts_with("text/") => Content::Text,
            _ => Content::Bytes,
        }
    }
}

/// Reads an XML document of an answer: as what is said of its names, or else as an object of its root element.
pub(crate) type ReadXml<'r> = &'r dyn Fn(&str, &Budget) -> Result<Node<'static>, DecodeError>;

/// The value of a body by its content type; without one, by how it begins.
pub(crate) fn by_type<'b>(
    content_type: &str,
    body: &'b [u8],
    budget: &Budget,
    read_xml: ReadXml<'_>,
) -> Result<Node<'b>, DecodeError> {
    let text = std::str::from_utf8(body);
    match (Content::of(content_type), text) {
        (Content::Json, Ok(text)) => Node::json(text, budget),
        (Content::Xml, Ok(text)) => read_xml(text, budget),
        (Content::Text, Ok(text)) => Ok(Node::Text(Cow::Borrowed(text))),
        (Content::Unknown, Ok(text)) => by_start(text, budget, read_xml),
        (Content::Json | Content::Xml | Content::Text, Err(error)) => Err(DecodeError::NotUtf8(error)),
        (Content::Bytes, _) | (Content::Unknown, Err(_)) => Ok(Node::Bytes(Bytes::copy_from_slice(body))),
    }
}

/// The value of a text by how it begins; it is the text itself if it is not a document.
pub(crate) fn by_start<'b>(text: &'b str, budget: &Budget, read_xml: ReadXml<'_>) -> Result<Node<'b>, DecodeError> {
    let start = text.trim_start();
    let document = match start.as_bytes().first() {
        Some(b'{' | b'[' | b'"') => Some(Node::json(text, budget)),
        Some(b'<') if !is_html(start) => Some(read_xml(text, budget)),
        _ => None,
    };
    match document {
        Some(Ok(node)) => Ok(node),
        Some(Err(error @ DecodeError::TooLarge { .. })) => Err(error),
        _ => Ok(Node::Text(Cow::Borrowed(text))),
    }
}
