//! What came back.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::data::budget::Budget;
use crate::data::node::Node;
use crate::{DecodeError, Headers, Operation, xml};

/// An HTTP response as a transport received it, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    headers: Headers,
    body: Bytes,
    max_bytes: usize,
}

impl HttpResponse {
    /// How many bytes an answer may have by default: 64 MiB.
    pub const DEFAULT_MAX_BYTES: usize = 64 * 1024 * 1024;

    /// A response.
    pub fn new(status: u16, headers: Headers, body: impl Into<Bytes>) -> Self {
        HttpResponse { status, headers, body: body.into(), max_bytes: Self::DEFAULT_MAX_BYTES }
    }

    /// The same response to a client that reads answers of so many bytes. What the body becomes may take eight times as
    /// much memory: `[0,0,0]` takes more than twenty times its length. An answer that takes more is an error,
    /// [`LocalErrorKind::TooLarge`](crate::LocalErrorKind::TooLarge).
    ///
    /// ```
    /// use twinspec_core::{DecodeError, Headers, HttpResponse};
    ///
    /// let zeros = format!("{{\"Items\":[0{}]}}", ",0".repeat(1000));
    /// let response = HttpResponse::new(500, Headers::default(), zeros);
    /// assert!(response.fields().is_ok());
    /// assert_eq!(response.with_max_bytes(2048).fields(), Err(DecodeError::TooLarge { limit: 16_384 }));
    /// ```
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// How many bytes the client reads.
    pub(crate) fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, shared instead of copied.
    pub fn body_bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// The body alone, for instance to overwrite it.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// The text that the body is.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<&str, DecodeError> {
        std::str::from_utf8(&self.body).map_err(|error| match error.error_len() {
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
        let budget = Budget::of(self.max_bytes);
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

    /// Whether the body is a page for people, as proxies and load balancers send it.
    pub fn is_html(&self) -> bool {
        is_html(&String::from_utf8_lossy(&self.body))
    }

    /// Whether the status is one of success, 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is server-sent events: the content type says so, or there is none.
    pub fn is_event_stream(&self) -> bool {
        self.headers.get("content-type").is_none_or(|content_type| {
            let name = content_type.split(';').next().unwrap_or_default().trim();
            name.eq_ignore_ascii_case("text/event-stream")
        })
    }
}

/// The length of the body is shown, not the body, which may hold sensitive values.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// A response of success: its body, which it derefs to, and what came with it.
#[derive(Clone, PartialEq)]
pub struct Response<T> {
    pub(crate) body: T,
    pub(crate) head: Head,
}

/// What came with the body of a response.
#[derive(Clone, PartialEq)]
pub(crate) struct Head {
    status: u16,
    request_id: String,
    headers: Headers,
}

impl Head {
    pub(super) fn new(operation: &Operation, response: HttpResponse) -> Self {
        let request_id = operation.api.protocol.request_id(&response).unwrap_or_default().into_owned();
        Head { status: response.status, request_id, headers: response.headers }
    }
}

impl<T> Response<T> {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// The id of the request, which support asks for; empty if the service gave none.
    pub fn request_id(&self) -> &str {
        &self.head.request_id
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.head.headers
    }

    /// The body, to take parts out of it.
    pub fn body_mut(&mut self) -> &mut T {
        &mut self.body
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("body", &self.body)
            .field("status", &self.head.status)
            .field("request_id", &self.head.request_id)
            .field("headers", &self.head.headers)
            .finish()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// Whether a text is a page for people, behind comments and the declaration of XHTML if there are any.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((_, after)) =
        [("<!--", "-->"), ("<?xml", "?>")].iter().find_map(|(start, end)| rest.strip_prefix(start)?.split_once(end))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}
