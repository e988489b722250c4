//! What an OpenAPI document says of a whole API.

use std::any::Any;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use twinspec_core::{
    Api, CallFacts, DecodeError, Headers, HttpResponse, Operation, Protocol, RequestDraft, RequestError,
    ResponseFormat, ServiceError, whole_number,
};

use crate::error::read;
use crate::{OwnServers, Scheme, Server};

/// The headers in which servers name a request, the most usual first.
const REQUEST_ID: &[&str] = &["x-request-id", "request-id", "x-correlation-id", "correlation-id", "x-trace-id"];

/// The protocol of an API that agrees on nothing but HTTP: where it is served, and its security schemes.
///
/// ```
/// use twinspec_core::{Api, Method, Operation, Requirement};
/// use twinspec_http::{Http, Scheme, Server};
///
/// static PROTOCOL: Http =
///     Http::new(&[Server::new("https://petstore.example/v1")]).schemes(&[Scheme::bearer("token")]);
/// static API: Api = Api::new("petstore", "1.0.0", &PROTOCOL).title("Petstore");
/// static LIST: Operation = Operation::new(&API, "listPets", &[Method::Get], "/pets")
///     .read_only()
///     .security(&[Requirement::of(&["token"])]);
/// assert!(Http::of(LIST.api).is_some_and(|protocol| protocol.scheme("token").is_some()));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Http {
    /// Where the API is served, in the order of its description.
    pub servers: &'static [Server],
    /// Where operations are served that are elsewhere.
    pub own_servers: &'static [OwnServers],
    /// The security schemes that its operations name.
    pub schemes: &'static [Scheme],
}

impl Http {
    /// The protocol of an API that is served at one of these places.
    pub const fn new(servers: &'static [Server]) -> Self {
        Http { servers, own_servers: &[], schemes: &[] }
    }

    /// The same protocol with the security schemes that operations name.
    pub const fn schemes(self, schemes: &'static [Scheme]) -> Self {
        Http { schemes, ..self }
    }

    /// The same protocol with the operations that are served elsewhere.
    pub const fn own_servers(self, own_servers: &'static [OwnServers]) -> Self {
        Http { own_servers, ..self }
    }

    /// The protocol of an API, if it is this one.
    pub fn of(api: &'static Api) -> Option<&'static Self> {
        (api.protocol as &dyn Any).downcast_ref()
    }

    /// The security scheme of this name.
    pub fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

impl Protocol for Http {
    /// Says what is understood: what the operation answers, and the problem details of RFC 9457.
    fn prepare(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        let Operation { accept, response, .. } = draft.operation();
        draft.add_header(
            "accept",
            match response {
                _ if !accept.is_empty() => accept,
                ResponseFormat::Json => "application/json, application/problem+json",
                ResponseFormat::Xml => "application/xml, application/problem+json",
                ResponseFormat::Text => "text/plain, text/*;q=0.9, application/problem+json, */*;q=0.1",
                ResponseFormat::Events => "text/event-stream, application/problem+json",
                _ => "*/*",
            },
        )
    }

    /// Every answer whose status is not one of success is an error.
    fn error(&self, _: &Operation, response: &HttpResponse) -> Result<ServiceError, DecodeError> {
        Ok(read::error(response))
    }

    /// `x-request-id` and the like.
    fn request_id<'r>(&self, response: &'r HttpResponse) -> Option<Cow<'r, str>> {
        let found = REQUEST_ID.iter().find_map(|name| response.headers().get(name).filter(|id| !id.is_empty()));
        found.map(Cow::Borrowed)
    }

    /// `Retry-After`, in seconds or as a date. A date counts from the server's own `Date`, if it sent one, so that it does
    /// not matter whose clock is wrong.
    fn retry_after(&self, headers: &Headers, now: SystemTime) -> Option<Duration> {
        let text = headers.get("retry-after")?.trim();
        if let Some(seconds) = whole_number(text) {
            return Some(Duration::from_secs(seconds));
        }
        let until = httpdate::parse_http_date(text).ok()?;
        let from = headers.get("date").and_then(|date| httpdate::parse_http_date(date.trim()).ok()).unwrap_or(now);
        // A time that has passed is not a time to wait.
        Some(until.duration_since(from).unwrap_or_default())
    }
}
