//! An error that the service answered with.

use std::fmt;

use crate::{AccessDeniedDetail, Headers};

/// An error that the service answered with, whole.
///
/// `Debug` leaves out the body.
#[derive(Clone, PartialEq)]
pub struct ServiceError {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
    pub(crate) host_id: Option<String>,
    pub(crate) recommend: Option<String>,
    pub(crate) access_denied_detail: Option<AccessDeniedDetail>,
    pub(crate) headers: Headers,
    pub(crate) body: String,
}

impl ServiceError {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error code, `EntityAlreadyExists.ResourceDirectory`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The message; empty if the service gave none.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id of the request, which support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The host that answered.
    pub fn host_id(&self) -> Option<&str> {
        self.host_id.as_deref()
    }

    /// The address of a page on how to go on.
    pub fn recommend(&self) -> Option<&str> {
        self.recommend.as_deref()
    }

    /// Which policy denied the call, for codes such as `NoPermission`.
    pub fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.access_denied_detail.as_ref()
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body of the answer, as received.
    pub fn body(&self) -> &str {
        &self.body
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("host_id", &self.host_id)
            .field("recommend", &self.recommend)
            .field("access_denied_detail", &self.access_denied_detail)
            .finish_non_exhaustive()
    }
}
