//! The protocol of an API that agrees on nothing beyond HTTP.

use std::borrow::Cow;

use crate::{CallFacts, DecodeError, HttpResponse, Operation, Protocol, RequestDraft, RequestError, ServiceError};

/// The protocol of an API that agrees on nothing beyond HTTP: no common headers, and every answer whose status is not
/// one of success is an error, with the status as its code and the body as its message, unless the body is a document.
///
/// ```
/// use twinspec_core::{Api, Headers, HttpResponse, Method, Operation, Plain, Protocol};
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain);
/// static LIST: Operation = Operation::new(&API, "listPets", &[Method::Get], "/pets");
///
/// let error = Plain.error(&LIST, &HttpResponse::new(404, Headers::default(), "no such pet"));
/// assert!(error.is_ok_and(|error| error.code() == "404" && error.message() == "no such pet"));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plain;

impl Protocol for Plain {
    fn prepare(&self, _: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        Ok(())
    }

    fn error(&self, _: &Operation, response: &HttpResponse) -> Result<ServiceError, DecodeError> {
        // A document holds values of anything; `ServiceError::body` has it.
        let message = response.text().ok().filter(|text| !text.trim_start().starts_with(['{', '[', '<']));
        Ok(ServiceError::new(response, response.status().to_string(), message.unwrap_or_default()))
    }

    fn request_id<'r>(&self, response: &'r HttpResponse) -> Option<Cow<'r, str>> {
        response.headers().get("x-request-id").map(Cow::Borrowed)
    }
}
