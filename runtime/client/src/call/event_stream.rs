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
    Decode, Error, ErrorKind, Event, EventFormat, EventReader, EventSource, Headers, Input, Operation, Response,
    Sequence,
};

use crate::{BodyStream, ByteStream};

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
    format: EventFormat,
    bytes: ByteStream<K>,
    /// What is left of the piece that came last.
    piece: Bytes,
    reader: EventReader,
    data: PhantomData<fn() -> T>,
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
        let bytes = ByteStream::new(operation, head, body);
        EventStream { format, bytes, piece: Bytes::new(), reader, data: PhantomData }
    }

    /// The operation that was called.
    #[cfg(feature = "blocking")]
    pub(crate) fn operation(&self) -> &'static Operation {
        self.bytes.operation()
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.bytes.status()
    }

    /// The id of the request, which support asks for; empty if the service gave none.
    pub fn request_id(&self) -> &str {
        self.bytes.request_id()
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        self.bytes.headers()
    }

    /// How long the service has asked to wait before the call is made again, should the stream break.
    pub fn retry(&self) -> Option<Duration> {
        self.reader.retry()
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
}

impl<T: Decode + Default, K: ErrorKind> Stream for EventStream<T, K> {
    type Item = Result<Event<T>, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let event = match this.reader.next(&mut this.piece) {
                Some(event) => event,
                None if this.bytes.has_ended() => return Poll::Ready(None),
                None => match ready!(Pin::new(&mut this.bytes).poll_next(context)) {
                    Some(Ok(piece)) => {
                        this.piece = piece;
                        continue;
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => match this.reader.end() {
                        Some(last) => last,
                        None => return Poll::Ready(None),
                    },
                },
            };
            let event = event.and_then(|event| this.reader.decode(event, this.format));
            return Poll::Ready(Some(event.map_err(|error| {
                this.bytes.end();
                this.piece = Bytes::new();
                this.bytes.failure(error)
            })));
        }
    }
}

// Nothing in it is pinned in place: the body is in a box.
impl<T, K> Unpin for EventStream<T, K> {}

impl<T, K> fmt::Debug for EventStream<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.show("EventStream", f)
    }
}
