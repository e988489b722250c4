//! A successful response.

use std::fmt;
use std::ops::Deref;

use crate::{Headers, HttpResponse, Operation};

/// A successful response: its body, to which it dereferences, with the status, the request id and the headers.
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

    /// The body, for taking parts out of it.
    pub fn body_mut(&mut self) -> &mut T {
        &mut self.body
    }

    /// The body, without the rest.
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
