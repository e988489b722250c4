//! A response as it came over the wire.

use std::fmt;

use bytes::Bytes;

use super::headers::Headers;
use super::html::is_html;
use super::sequence::Sequence;

/// An HTTP response as a transport received it, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
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

    /// Whether the body is a page for people, as proxies and load balancers send it.
    pub fn is_html(&self) -> bool {
        is_html(&String::from_utf8_lossy(&self.body))
    }

    /// Whether the status is that of a success, 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is events, or another [sequence](Sequence) of items: the content type says so, or there is none.
    pub fn is_event_stream(&self) -> bool {
        self.headers.get("content-type").is_none_or(|content_type| Sequence::of(content_type).is_some())
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
