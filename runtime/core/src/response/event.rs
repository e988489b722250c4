//! Server-sent events, without a socket.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use sse_core::{SseDecoder, SseEvent};

use crate::data::budget::Budget;
use crate::data::decoder::{decode_into, json_into};
use crate::data::node::Node;
use crate::{Decode, DecodeError, HttpResponse, Input, LocalError, LocalErrorKind};

/// A request that is answered with server-sent events.
///
/// Its [`Output`](Input::Output) is the whole body, for callers who send it like any other request.
pub trait EventSource: Input {
    /// The data of an event.
    type Data: Decode + Default;

    /// How the data is written.
    const FORMAT: EventFormat;
}

/// How the data of an event is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventFormat {
    /// As JSON.
    Json,
    /// As plain text.
    Text,
}

/// A server-sent event: its data, to which it dereferences, with its name and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    data: T,
    name: String,
    id: Option<Arc<str>>,
}

impl<T> Event<T> {
    /// The name of the event, which says what kind it is; `message` if the service sends none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last event id that the service sent, with this event or an earlier one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The data, without the rest.
    pub fn into_data(self) -> T {
        self.data
    }
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl Event<String> {
    /// Decodes the data of the event, within [the default limit](HttpResponse::DEFAULT_MAX_BYTES). [`EventReader::decode`] uses
    /// the limit of its reader.
    ///
    /// # Errors
    ///
    /// [`LocalErrorKind::Decode`] if the data is not what the operation describes, and [`LocalErrorKind::TooLarge`] if it
    /// takes too much memory. The message does not show the data.
    pub fn decode<T: Decode + Default>(self, format: EventFormat) -> Result<Event<T>, LocalError> {
        self.decode_within(format, HttpResponse::DEFAULT_MAX_BYTES)
    }

    fn decode_within<T: Decode + Default>(self, format: EventFormat, max: usize) -> Result<Event<T>, LocalError> {
        let mut data = T::default();
        let read = match format {
            EventFormat::Json => json_into(&self.data, &mut data, max),
            EventFormat::Text => decode_into(Node::Text(Cow::Borrowed(&self.data)), &mut data, Budget::of(max)),
        };
        match read {
            Ok(()) => Ok(Event { data, name: self.name, id: self.id }),
            Err(error) => Err(unreadable(error)),
        }
    }
}

fn unreadable(error: DecodeError) -> LocalError {
    LocalError::new(LocalErrorKind::of(&error), format!("the data of an event {error}")).with_source(error)
}

/// Reads events from the pieces of a body, by the rules of the
/// [HTML standard](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
///
/// A piece can end anywhere, even within a character. An event that is incomplete when the body ends is ignored. Every sequence
/// of bytes is a stream of events, so the only possible failure is an event that is too long.
///
/// ```
/// use twinspec_core::EventReader;
///
/// let mut reader = EventReader::new(1024);
/// let mut piece = "data: one\n\ndata: t".into();
/// assert_eq!(reader.next(&mut piece).unwrap()?.into_data(), "one");
/// assert!(reader.next(&mut piece).is_none());
/// let mut piece = "wo\n\n".into();
/// assert_eq!(reader.next(&mut piece).unwrap()?.into_data(), "two");
/// # Ok::<(), twinspec_core::LocalError>(())
/// ```
pub struct EventReader {
    decoder: SseDecoder,
    limit: usize,
    retry: Option<Duration>,
}

impl EventReader {
    /// A reader of a new body. The data of an event may have at most `limit` bytes.
    pub fn new(limit: usize) -> Self {
        let at_least_one = NonZeroUsize::new(limit).unwrap_or(NonZeroUsize::MIN);
        EventReader { decoder: SseDecoder::with_limit(at_least_one), limit, retry: None }
    }

    /// Takes the next event out of a piece; `None` if the piece is used up.
    ///
    /// # Errors
    ///
    /// [`LocalErrorKind::TooLarge`] for an event that is longer than the limit.
    pub fn next(&mut self, piece: &mut Bytes) -> Option<Result<Event<String>, LocalError>> {
        loop {
            return Some(match self.decoder.next(piece)? {
                Ok(SseEvent::Retry(milliseconds)) => {
                    self.retry = Some(Duration::from_millis(milliseconds.into()));
                    continue;
                }
                Ok(SseEvent::Message(message)) => {
                    Ok(Event { data: message.data, name: message.event.into_owned(), id: message.last_event_id })
                }
                Err(_) => {
                    let limit = self.limit;
                    let message =
                        format!("an event is longer than {limit} bytes; `max_response_bytes` sets another limit");
                    Err(LocalError::new(LocalErrorKind::TooLarge, message))
                }
            });
        }
    }

    /// Decodes the data of an event. The result may take up to eight times the limit in memory.
    ///
    /// ```
    /// use twinspec_core::{Event, EventFormat, EventReader};
    ///
    /// let mut reader = EventReader::new(1024);
    /// let event = reader.next(&mut "data: [1,2]\n\n".into()).unwrap()?;
    /// let event: Event<Vec<i32>> = reader.decode(event, EventFormat::Json)?;
    /// assert_eq!(*event, [1, 2]);
    /// # Ok::<(), twinspec_core::LocalError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Event::decode`].
    pub fn decode<T: Decode + Default>(
        &self,
        event: Event<String>,
        format: EventFormat,
    ) -> Result<Event<T>, LocalError> {
        event.decode_within(format, self.limit)
    }

    /// How long the service asks to wait before the call is made again.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

impl fmt::Debug for EventReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReader").field("limit", &self.limit).field("retry", &self.retry).finish_non_exhaustive()
    }
}
