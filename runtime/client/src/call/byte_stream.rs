//! Answers that are bytes, as they come.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use twinspec_core::{Error, ErrorKind, Headers, LocalError, Operation, Response};

use crate::BodyStream;

/// The body of an answer in pieces, as they come: a [`Stream`]. It is never held in memory as a whole, so
/// [`max_response_bytes`](crate::TransportSettings::max_response_bytes) does not limit its length.
///
/// It ends with the body, and after an error: a connection that breaks, or a server that is silent for longer than the
/// [read timeout](crate::TransportSettings::read_timeout). Nothing is repeated once the answer has begun. Dropping the stream
/// closes the connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct ByteStream<K> {
    operation: &'static Operation,
    head: Response<()>,
    /// `None` after the last piece and after an error.
    body: Option<BodyStream>,
    kind: PhantomData<fn() -> K>,
}

impl<K> ByteStream<K> {
    pub(crate) fn new(operation: &'static Operation, head: Response<()>, body: Option<BodyStream>) -> Self {
        ByteStream { operation, head, body, kind: PhantomData }
    }

    /// The operation that was called.
    #[cfg(feature = "blocking")]
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// The id of the request, which support asks for; empty if the service gave none.
    pub fn request_id(&self) -> &str {
        self.head.request_id()
    }

    /// The headers, `content-length` for instance.
    pub fn headers(&self) -> &Headers {
        self.head.headers()
    }

    pub(super) fn end(&mut self) {
        self.body = None;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.body.is_none()
    }

    /// What `Debug` shows of a stream of this name.
    pub(super) fn show(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("operation", &self.operation.name)
            .field("head", &self.head)
            .field("ended", &self.has_ended())
            .finish_non_exhaustive()
    }
}

impl<K: ErrorKind> ByteStream<K> {
    /// The next piece; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Those that end the stream.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error<K>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Why the stream ends early.
    pub(super) fn failure(&self, error: LocalError) -> Error<K> {
        let error = error.with_status(self.status()).with_request_id(self.request_id());
        Error::new(self.operation, error)
    }
}

impl<K: ErrorKind> Stream for ByteStream<K> {
    type Item = Result<Bytes, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let piece = ready!(body.as_mut().poll_next(context));
        if !matches!(piece, Some(Ok(_))) {
            self.end();
        }
        Poll::Ready(piece.map(|piece| piece.map_err(|error| self.failure(error))))
    }
}

// Nothing in it is pinned in place: the body is in a box.
impl<K> Unpin for ByteStream<K> {}

impl<K> fmt::Debug for ByteStream<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("ByteStream", f)
    }
}
