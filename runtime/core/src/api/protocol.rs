//! What a family of APIs has in common beyond HTTP.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

use crate::{CallFacts, DecodeError, Headers, HttpResponse, Operation, RequestDraft, RequestError, ServiceError};

/// What a family of APIs has in common beyond HTTP: common headers, the shape of an error, where the id of a request
/// is, how a service throttles. An [`Api`](crate::Api) has one as a static value, which also contains what is specific
/// to the family, such as the servers of the API.
///
/// Where requests go is chosen by the client builder of the protocol, and who sends them is up to the credentials, see
/// [`Authorize`](crate::Authorize).
///
/// ```
/// use std::borrow::Cow;
///
/// use twinspec_core::*;
///
/// /// All operations need the version in a header, and return errors as `code: message`.
/// #[derive(Debug)]
/// struct Acme;
///
/// impl Protocol for Acme {
///     fn prepare(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
///         let version = draft.operation().api.version;
///         draft.add_header("acme-version", version)
///     }
///
///     fn error(&self, _: &Operation, response: &HttpResponse) -> Result<ServiceError, DecodeError> {
///         let (code, message) = response.text()?.split_once(": ").ok_or(DecodeError::NoErrorCode)?;
///         Ok(ServiceError::new(response, code, message))
///     }
///
///     fn request_id<'r>(&self, response: &'r HttpResponse) -> Option<Cow<'r, str>> {
///         response.headers().get("acme-request").map(Cow::Borrowed)
///     }
/// }
///
/// static API: Api = Api::new("greetings", "2", &Acme);
/// static GREET: Operation = Operation::new(&API, "Greet", &[Method::Get], "/greetings");
///
/// let request = CallFacts::of(&"acme.example".parse()?).request(&Arguments::new(&GREET), &Anonymous)?;
/// assert_eq!(request.headers().get("acme-version"), Some("2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Protocol: Any + fmt::Debug + Send + Sync {
    /// Adds what all requests have in common. The parameters of the operation are already set; the headers that the
    /// caller set, and the authorization, are added afterwards.
    ///
    /// # Errors
    ///
    /// What cannot be sent.
    fn prepare(&self, draft: &mut RequestDraft<'_>, facts: &CallFacts<'_>) -> Result<(), RequestError>;

    /// Whether authorization covers a header, so that it cannot be added afterwards. The name is in lower case.
    fn covers(&self, header: &str) -> bool {
        let _ = header;
        false
    }

    /// Reads the error from a response whose status is not a success. The request id may be left out; then it is
    /// taken from [`request_id`](Self::request_id).
    ///
    /// # Errors
    ///
    /// The response is not an error of the service.
    fn error(&self, operation: &Operation, response: &HttpResponse) -> Result<ServiceError, DecodeError>;

    /// The id of the request, which support asks for, from the headers or the body of a response.
    fn request_id<'r>(&self, response: &'r HttpResponse) -> Option<Cow<'r, str>>;

    /// Whether an error says that the service throttled the request without reading it. An error with the status 429
    /// always does.
    fn is_throttled(&self, code: &str) -> bool {
        let _ = code;
        false
    }

    /// How long the service asks to wait before the next attempt.
    fn retry_after(&self, headers: &Headers, now: SystemTime) -> Option<Duration> {
        let _ = (headers, now);
        None
    }
}
