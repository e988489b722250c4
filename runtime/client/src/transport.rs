//! The seam between a client and the network.

use std::future::Future;
use std::pin::Pin;

use acs_core::{ClientError, HttpRequest, HttpResponse};

/// Sends a signed request and returns what came back.
///
/// A transport sends the request as it is: method, [`url`](HttpRequest::url), all headers, body. It follows no
/// redirect, since the signature would not fit the new place, and returns answers of any status.
///
/// ```
/// use acs_client::{Transport, TransportFuture};
/// use acs_core::{Headers, HttpRequest, HttpResponse};
///
/// /// Answers each call with success, without a network.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
///         assert!(request.headers().get("authorization").is_some());
///         let body = br#"{"RequestId":"1"}"#.to_vec();
///         Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), body)) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// [`ClientErrorKind::Connect`](acs_core::ClientErrorKind::Connect) if no connection came about, so that nothing
    /// can have been sent: such a call is repeated even if it writes.
    /// [`ClientErrorKind::Transport`](acs_core::ClientErrorKind::Transport) if no whole answer came,
    /// [`ClientErrorKind::Timeout`](acs_core::ClientErrorKind::Timeout) if it did not come in time,
    /// [`ClientErrorKind::TooLarge`](acs_core::ClientErrorKind::TooLarge) if it is longer than the transport reads.
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a>;
}

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, ClientError>> + Send + 'a>>;
