//! An error that the service answered with.

use std::fmt;

use crate::data::budget::Budget;
use crate::data::content::{self, ReadXml};
use crate::data::decoder::answer_into;
use crate::{Decode, DecodeError, Headers, HttpResponse, xml};

/// An error that the service answered with, whole. What a family of APIs says beyond it, the crate of its protocol reads
/// from the headers and the body.
///
/// `Debug` leaves out the body.
#[derive(Clone, PartialEq)]
pub struct ServiceError {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) request_id: Option<String>,
    pub(crate) headers: Headers,
    pub(crate) body: String,
}

impl ServiceError {
    /// The error that an answer is, as its [`Protocol`](crate::Protocol) reads it.
    pub fn new(response: &HttpResponse, code: impl Into<String>, message: impl Into<String>) -> Self {
        ServiceError {
            status: response.status(),
            code: code.into(),
            message: message.into(),
            request_id: None,
            headers: response.headers().clone(),
            body: String::from_utf8_lossy(response.body()).into_owned(),
        }
    }

    /// The same error with the id of the request.
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error code, `AlreadyExists.Pet`.
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

    /// The headers of the answer.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body of the answer, as received. Bytes that are not UTF-8 are replaced.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The body of the answer as a type: JSON, XML, or a text.
    ///
    /// ```
    /// use twinspec_core::{Headers, HttpResponse, ServiceError, Value};
    ///
    /// let response = HttpResponse::new(410, Headers::default(), r#"{"since":"2026-01-01T00:00:00Z"}"#);
    /// let body: Value = ServiceError::new(&response, "Gone", "").body_as()?;
    /// assert_eq!(body["since"], "2026-01-01T00:00:00Z");
    /// # Ok::<(), twinspec_core::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body is not of the type.
    pub fn body_as<T: Decode + Default>(&self) -> Result<T, DecodeError> {
        self.body_by(&xml::tree)
    }

    /// The same of a body whose names in XML are described.
    pub(crate) fn body_by<T: Decode + Default>(&self, read_xml: ReadXml<'_>) -> Result<T, DecodeError> {
        let mut body = T::default();
        self.body_into(&mut body, read_xml).map(|()| body)
    }

    fn body_into(&self, target: &mut dyn Decode, read_xml: ReadXml<'_>) -> Result<(), DecodeError> {
        let budget = Budget::of(HttpResponse::DEFAULT_MAX_BYTES);
        // Servers write JSON in errors whatever they call it.
        let node = content::by_start(&self.body, &budget, read_xml)?;
        answer_into(node, self.status, target, budget)
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
