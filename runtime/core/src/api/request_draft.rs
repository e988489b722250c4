//! A request that is being built.

use std::borrow::Cow;
use std::fmt;

use crate::body::Body;
use crate::{Headers, Method, Operation, Origin, RequestError};

/// Pairs of a query, decoded.
pub(crate) type Pairs<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// How the values of a query are written that are not only percent-encoded, by their position.
pub(crate) type Encoded<'a> = Vec<Option<&'a str>>;

/// A request that is being built: what the operation describes is there; a [`Protocol`](crate::Protocol) and
/// [credentials](crate::Authorize) add to it.
///
/// `Debug` shows no argument and no secret.
pub struct RequestDraft<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) origin: Origin,
    pub(crate) path: Cow<'a, str>,
    pub(crate) query: Pairs<'a>,
    /// How values at the beginning of the query are written.
    pub(crate) encoded: Encoded<'a>,
    pub(crate) headers: Headers,
    pub(crate) body: Body,
    /// The header `cookie`.
    pub(crate) cookies: String,
    pub(crate) sensitive: Vec<String>,
}

impl<'a> RequestDraft<'a> {
    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The pairs of the query, decoded.
    pub fn query(&self) -> &[(Cow<'a, str>, Cow<'a, str>)] {
        &self.query
    }

    /// The headers, names in lower case.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body, for a signature of it; empty if there is none.
    ///
    /// # Errors
    ///
    /// If it is a stream, whose bytes are not known before they are sent.
    pub fn body(&self) -> Result<&[u8], RequestError> {
        match &self.body {
            Body::Whole(bytes) => Ok(bytes),
            Body::Streamed(_) => Err(RequestError::Streamed),
        }
    }

    /// Adds a pair to the query.
    pub fn add_query(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        self.query.push((name.into(), value.into()));
    }

    /// Adds a pair to the query whose value must not be shown.
    pub fn add_secret_query(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        self.hide(&value);
        self.add_query(name, value);
    }

    /// Adds a header.
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, false).map_err(RequestError::of_header)
    }

    /// Adds a header whose value must not be shown, as it is or in an answer that repeats it.
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_secret_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, true).map_err(RequestError::of_header)?;
        self.hide(value);
        Ok(())
    }

    /// Adds a header whose value is not shown. Whether an answer may repeat it is up to [`hide`](Self::hide).
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_hidden_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, true).map_err(RequestError::of_header)
    }

    /// Adds a cookie whose value must not be shown. All cookies travel in one header.
    ///
    /// # Errors
    ///
    /// The name or the value cannot be written in a cookie.
    pub fn add_secret_cookie(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte));
        if !fits(name) || !fits(value) || name.contains('=') {
            return Err(RequestError::MalformedHeader { header: "cookie".to_owned() });
        }
        let separator = if self.cookies.is_empty() { "" } else { "; " };
        self.cookies.push_str(&format!("{separator}{name}={value}"));
        self.hide(value);
        Ok(())
    }

    /// Replaces a text in answers of failure that repeat it, see [`HttpRequest::redact`](crate::HttpRequest::redact).
    pub fn hide(&mut self, text: &str) {
        self.sensitive.push(text.to_owned());
    }
}

/// No argument and no secret.
impl fmt::Debug for RequestDraft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestDraft")
            .field("operation", &self.operation.name)
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field("body_length", &self.body.length())
            .finish_non_exhaustive()
    }
}
