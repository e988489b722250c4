//! The interface between a client and the network.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream;
use twinspec_core::{HttpRequest, HttpResponse, LocalError};

/// Sends a signed request and returns the response.
///
/// A transport sends the request as it is: method, [`url`](HttpRequest::url), all headers, body. It does not
/// follow redirects, because the signature would not match the new address, and returns responses of any status.
///
/// ```
/// use twinspec_client::{Transport, TransportFuture};
/// use twinspec_core::{Headers, HttpRequest, HttpResponse};
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
    /// [`LocalErrorKind::Connect`](twinspec_core::LocalErrorKind::Connect) if no connection could be made, so nothing
    /// can have been sent: such a call is repeated even if it writes.
    /// [`LocalErrorKind::Transport`](twinspec_core::LocalErrorKind::Transport) if no complete response arrived,
    /// [`LocalErrorKind::Timeout`](twinspec_core::LocalErrorKind::Timeout) if it did not arrive in time,
    /// [`LocalErrorKind::TooLarge`](twinspec_core::LocalErrorKind::TooLarge) if it is longer than the transport
    /// reads.
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a>;

    /// Sends the request and returns the response when its headers have arrived; the body follows piece by piece.
    ///
    /// The default implementation waits for the whole response and returns its body in one piece. The transport does
    /// not limit the length of a streamed body, but the time that the server may be silent, also between two pieces.
    /// Dropping the body ends the exchange.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), before the headers arrive or in the body.
    fn stream<'a>(&'a self, request: &'a HttpRequest) -> StreamFuture<'a> {
        Box::pin(async { self.send(request).await.map(StreamedResponse::from) })
    }

    /// Whether it sends the [streamed body](HttpRequest::streamed_body) of a request. If it does not, which is the default, a
    /// request that has one is not given to it, and the call fails.
    ///
    /// A transport that does polls [`pieces`](twinspec_core::StreamedBody::pieces) not before there is a connection, and returns the
    /// error of a stream that fails as it is, with the kind [`LocalErrorKind::Body`](twinspec_core::LocalErrorKind::Body).
    fn sends_streams(&self) -> bool {
        false
    }
}

/// A response whose body has not arrived yet.
pub struct StreamedResponse {
    /// The response without its body.
    pub head: HttpResponse,
    /// The pieces of the body. There are no more after an error.
    pub body: BodyStream,
}

/// The pieces of a body, as they arrive.
pub type BodyStream = Pin<Box<dyn Stream<Item = Result<Bytes, LocalError>> + Send>>;

impl From<HttpResponse> for StreamedResponse {
    fn from(whole: HttpResponse) -> Self {
        let head = HttpResponse::new(whole.status(), whole.headers().clone(), Bytes::new());
        let body = stream::iter([Ok(whole.into_body())]);
        StreamedResponse { head, body: Box::pin(body) }
    }
}

impl fmt::Debug for StreamedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamedResponse").field("head", &self.head).finish_non_exhaustive()
    }
}

/// What [`Transport::stream`] returns.
pub type StreamFuture<'a> = Pin<Box<dyn Future<Output = Result<StreamedResponse, LocalError>> + Send + 'a>>;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, LocalError>> + Send + 'a>>;
