//! What came back.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use serde::Deserialize;

use crate::access_denied_detail::field;
use crate::{Headers, xml};

/// An HTTP response as a transport received it, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    headers: Headers,
    body: Bytes,
}

impl HttpResponse {
    /// A response.
    pub fn new(status: u16, headers: Headers, body: impl Into<Bytes>) -> Self {
        HttpResponse { status, headers, body: body.into() }
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

impl From<HttpResponse> for Head {
    fn from(response: HttpResponse) -> Self {
        let request_id = request_id(&response).unwrap_or_default();
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

/// The id of a request from the header.
pub(crate) fn request_id_header(response: &HttpResponse) -> Option<String> {
    response.headers.get("x-acs-request-id").filter(|request_id| !request_id.is_empty()).map(str::to_owned)
}

/// The id of a request from the header, else from the body.
pub(crate) fn request_id(response: &HttpResponse) -> Option<String> {
    request_id_header(response).or_else(|| request_id_in_body(&response.body))
}

fn request_id_in_body(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Body {
        #[serde(rename = "RequestId", alias = "requestId")]
        request_id: Option<String>,
    }
    if !body.trim_ascii_start().starts_with(b"<") {
        return serde_json::from_slice::<Body>(body).ok()?.request_id;
    }
    let fields = xml::children(std::str::from_utf8(body).ok()?).ok()?;
    field(&fields, "RequestId")?.as_str().map(str::to_owned)
}
