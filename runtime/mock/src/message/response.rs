//! A response.

use http::HeaderValue;

use super::Body;

/// A response.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// From 200 to 599.
    pub(crate) status: u16,
    /// What says something of this response, in the order in which it is sent. Names are in lower case.
    pub(crate) headers: Vec<(&'static str, HeaderValue)>,
    pub(crate) body: Body,
}

impl Response {
    /// A response without headers.
    pub(crate) fn new(status: u16, body: impl Into<Body>) -> Self {
        Response { status, headers: Vec::new(), body: body.into() }
    }
}
