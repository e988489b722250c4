//! A request as it goes over the wire.

use std::fmt;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::body::Body;
use crate::{Headers, Method, Operation, Origin, RequestError, StreamedBody};

/// An HTTP request, authorized unless it is [`unsigned`](Self::unsigned), ready to be sent by any HTTP client.
///
/// `Debug` shows no argument, token or signature; [`to_curl`](Self::to_curl) and the accessors show everything.
#[derive(Clone)]
pub struct HttpRequest {
    /// `None` for a request of another protocol.
    pub(crate) operation: Option<&'static Operation>,
    pub(crate) method: Method,
    pub(crate) origin: Origin,
    /// Path and query, percent-encoded.
    pub(crate) target: String,
    pub(crate) headers: Headers,
    pub(crate) body: Body,
    /// Texts that must not be shown.
    pub(crate) sensitive: Vec<String>,
}

impl HttpRequest {
    /// The operation that is requested; `None` for an [`unsigned`](Self::unsigned) request.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Scheme, host and port to connect to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Path and query, percent-encoded: what is in the request line.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The pairs of the query, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        let (_, query) = self.target.split_once('?').unwrap_or_default();
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(n, v)| (decoded(n), decoded(v))).collect()
    }

    /// The headers, names in lower case, `host` and `authorization` among them.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Adds a header after the request was authorized, `x-forwarded-for` for instance. `Debug` does not show its value.
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed; and for the names that its signature covers, if it
    /// has one: those are [arguments](crate::Arguments::add_header).
    pub fn add_header(&mut self, name: impl Into<String>, value: impl Into<String>) -> Result<(), RequestError> {
        let name = name.into();
        let protocol = self.operation.map(|operation| operation.api.protocol);
        if protocol.is_some_and(|protocol| protocol.covers(&name.to_ascii_lowercase())) {
            return Err(RequestError::SignedHeader { header: name });
        }
        self.headers.add(&name, &value.into(), true).map_err(RequestError::of_header)
    }

    /// The body, if it is in memory; empty if there is none, or if it is [streamed](Self::streamed_body).
    pub fn body(&self) -> &[u8] {
        match &self.body {
            Body::Whole(bytes) => bytes,
            Body::Streamed(_) => &[],
        }
    }

    /// The [body](Self::body), shared instead of copied.
    pub fn body_bytes(&self) -> Bytes {
        match &self.body {
            Body::Whole(bytes) => bytes.clone(),
            Body::Streamed(_) => Bytes::new(),
        }
    }

    /// The body, if it is a stream or has one in it.
    pub fn streamed_body(&self) -> Option<&StreamedBody> {
        match &self.body {
            Body::Whole(_) => None,
            Body::Streamed(streamed) => Some(streamed),
        }
    }

    /// The URL, path and query percent-encoded.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin, self.target)
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query();
        let query: Vec<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("HttpRequest")
            .field("operation", &self.operation.map(|operation| operation.name))
            .field("method", &self.method)
            .field("path", &self.operation.map(|operation| operation.path))
            .field("query", &query)
            .field("headers", &self.headers)
            .field("body_length", &self.body.length())
            .finish_non_exhaustive()
    }
}
