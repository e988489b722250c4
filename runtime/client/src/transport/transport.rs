//! The seam between a client and the network.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream;
use twinspec_core::{ClientError, HttpRequest, HttpResponse};

/// Sends a signed request and returns what came back.
///
/// A transport sends the request as it is: method, [`url`](HttpRequest::url), all headers, body. It follows no
/// redirect, since the signature would not fit the new place, and returns answers of any status.
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
    /// [`ClientErrorKind::Connect`](twinspec_core::ClientErrorKind::Connect) if no connection came about, so that nothing
    /// can have been sent: such a call is repeated even if it writes.
    /// [`ClientErrorKind::Transport`](twinspec_core::ClientErrorKind::Transport) if no whole answer came,
    /// [`ClientErrorKind::Timeout`](twinspec_core::ClientErrorKind::Timeout) if it did not come in time,
    /// [`ClientErrorKind::TooLarge`](twinspec_core::ClientErrorKind::TooLarge) if it is longer than the transport reads.
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a>;

    /// Sends the request, and gives the answer when its head is there: the body follows piece by piece, as it comes.
    ///
    /// A transport that does not write this waits for the whole answer and gives its body in one piece. The length of
    /// such a body is not limited by the transport; how long the server may be silent is, between two pieces too.
    /// Dropping the body ends the exchange.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), before the head came or in the body.
    fn stream<'a>(&'a self, request: &'a HttpRequest) -> StreamFuture<'a> {
        Box::pin(async { self.send(request).await.map(StreamedResponse::from) })
    }
}

/// An answer whose body is still to come.
pub struct StreamedResponse {
    /// The answer without its body.
    pub head: HttpResponse,
    /// The pieces of the body. There are no more after an error.
    pub body: BodyStream,
}

/// The pieces of a body, as they come.
pub type BodyStream = Pin<Box<dyn Stream<Item = Result<Bytes, ClientError>> + Send>>;

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
pub type StreamFuture<'a> = Pin<Box<dyn Future<Output = Result<StreamedResponse, ClientError>> + Send + 'a>>;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, ClientError>> + Send + 'a>>;
