//! Answers that are server-sent events.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use twinspec_core::{
    Decode, Error, ErrorKind, Event, EventFormat, EventReader, EventSource, Headers, Input, LocalError, Operation,
    Response, Sequence,
};

use crate::BodyStream;

/// What a call that is answered with events comes to.
pub(crate) type Begun<I> =
    Result<EventStream<<I as EventSource>::Data, <I as Input>::ErrorKind>, Error<<I as Input>::ErrorKind>>;

/// The events that a call is answered with, as they come: a [`Stream`].
///
/// It ends when the service ends it, and after an error: a connection that breaks, a server that is silent for longer
/// than the [read timeout](crate::TransportSettings::read_timeout), an event that is longer than
/// [`max_response_bytes`](crate::TransportSettings::max_response_bytes) or whose data is not what the operation
/// describes. There is no limit to the length of the whole, nor to the time that it takes.
///
/// Nothing is repeated once the answer has begun. Dropping the stream closes the connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T, K> {
    operation: &'static Operation,
    format: EventFormat,
    head: Response<()>,
    /// `None` after the last piece and after an error.
    body: Option<BodyStream>,
    /// What is left of the piece that came last.
    piece: Bytes,
    reader: EventReader,
    data: PhantomData<fn() -> (T, K)>,
}

impl<T, K> EventStream<T, K> {
    pub(crate) fn new(
        operation: &'static Operation,
        format: EventFormat,
        head: Response<()>,
        body: Option<BodyStream>,
        limit: usize,
    ) -> Self {
        let sequence = head.headers().get("content-type").and_then(Sequence::of);
        let reader = EventReader::of(sequence.unwrap_or(Sequence::Events), limit);
        EventStream { operation, format, head, body, piece: Bytes::new(), reader, data: PhantomData }
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

    /// The headers.
    pub fn headers(&self) -> &Headers {
        self.head.headers()
    }

    /// How long the service has asked to wait before the call is made again, should the stream break.
    pub fn retry(&self) -> Option<Duration> {
        self.reader.retry()
    }

    fn end(&mut self) {
        self.body = None;
        self.piece = Bytes::new();
    }
}

impl<T: Decode + Default, K: ErrorKind> EventStream<T, K> {
    /// The next event; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Those that end the stream.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<K>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Why the stream ends early.
    fn failure(&self, error: LocalError) -> Error<K> {
        let error = error.with_status(self.status()).with_request_id(self.request_id());
        Error::new(self.operation, error)
    }
}

impl<T: Decode + Default, K: ErrorKind> Stream for EventStream<T, K> {
    type Item = Result<Event<T>, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let read = this.reader.next(&mut this.piece);
            let event = match (read, &mut this.body) {
                (Some(event), _) => event.and_then(|event| this.reader.decode(event, this.format)),
                (None, None) => return Poll::Ready(None),
                (None, Some(body)) => match ready!(body.as_mut().poll_next(context)) {
                    Some(Ok(piece)) => {
                        this.piece = piece;
                        continue;
                    }
                    Some(Err(error)) => Err(error),
                    None => {
                        this.end();
                        match this.reader.end() {
                            Some(last) => last.and_then(|event| this.reader.decode(event, this.format)),
                            None => return Poll::Ready(None),
                        }
                    }
                },
            };
            return Poll::Ready(Some(event.map_err(|error| {
                this.end();
                this.failure(error)
            })));
        }
    }
}

// Nothing in it is pinned in place: the body is in a box.
impl<T, K> Unpin for EventStream<T, K> {}

impl<T, K> fmt::Debug for EventStream<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("operation", &self.operation.name)
            .field("head", &self.head)
            .field("ended", &self.body.is_none())
            .finish_non_exhaustive()
    }
}
