//! Server-sent events, without a socket.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};
use sse_core::{SseDecoder, SseEvent};

use crate::data::budget::Budget;
use crate::data::decoder::{decode_into, json_into};
use crate::data::node::Node;
use crate::wire::sequence::RECORD;
use crate::{Decode, DecodeError, HttpResponse, Input, LocalError, LocalErrorKind, Sequence};

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
    items: Items,
    limit: usize,
    retry: Option<Duration>,
}

/// How the items of a body are read.
enum Items {
    Events(SseDecoder),
    /// Lines or records, and what came of the next one.
    Texts(Sequence, Begun),
}

impl EventReader {
    /// A reader of a new body, whose events may have so many bytes of data.
    pub fn new(limit: usize) -> Self {
        EventReader::of(Sequence::Events, limit)
    }

    /// A reader of a body that is a sequence of another kind, whose items are the data of events without a name.
    ///
    /// ```
    /// use twinspec_core::{EventReader, Sequence};
    ///
    /// let mut reader = EventReader::of(Sequence::Lines, 1024);
    /// let mut piece = "{\"a\":1}\n{\"a\":".into();
    /// assert_eq!(reader.next(&mut piece).unwrap()?.into_data(), "{\"a\":1}");
    /// assert!(reader.next(&mut piece).is_none());
    /// assert!(reader.next(&mut "2}".into()).is_none());
    /// assert_eq!(reader.end().unwrap()?.into_data(), "{\"a\":2}");
    /// # Ok::<(), twinspec_core::LocalError>(())
    /// ```
    pub fn of(sequence: Sequence, limit: usize) -> Self {
        let at_least_one = NonZeroUsize::new(limit).unwrap_or(NonZeroUsize::MIN);
        let items = match sequence {
            Sequence::Events => Items::Events(SseDecoder::with_limit(at_least_one)),
            texts => Items::Texts(texts, Begun::default()),
        };
        EventReader { items, limit, retry: None }
    }

    /// The last item of a body that has come to its end. An event that is not whole is none.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub fn end(&mut self) -> Option<Result<Event<String>, LocalError>> {
        match &mut self.items {
            Items::Events(_) => None,
            Items::Texts(_, begun) => begun.take(),
        }
    }

    /// Takes the next event out of a piece; `None` if the piece is used up.
    ///
    /// # Errors
    ///
    /// [`LocalErrorKind::TooLarge`] for an event that is longer than the limit.
    pub fn next(&mut self, piece: &mut Bytes) -> Option<Result<Event<String>, LocalError>> {
        loop {
            let decoder = match &mut self.items {
                Items::Events(decoder) => decoder,
                Items::Texts(sequence, begun) => return next_text(*sequence, begun, piece, self.limit),
            };
            return Some(match decoder.next(piece)? {
                Ok(SseEvent::Retry(milliseconds)) => {
                    self.retry = Some(Duration::from_millis(milliseconds.into()));
                    continue;
                }
                Ok(SseEvent::Message(message)) => {
                    Ok(Event { data: message.data, name: message.event.into_owned(), id: message.last_event_id })
                }
                Err(_) => Err(too_large(self.limit)),
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

/// Takes the next line or record out of a piece.
fn next_text(
    sequence: Sequence,
    begun: &mut Begun,
    piece: &mut Bytes,
    limit: usize,
) -> Option<Result<Event<String>, LocalError>> {
    let begins_record = |byte: &u8| sequence == Sequence::Records && *byte == RECORD as u8;
    while let Some(first) = piece.first() {
        // Another record begins, whatever came of the one before it (RFC 7464 2.3).
        if begins_record(first) {
            piece.advance(1);
            match begun.take() {
                Some(item) => return Some(item),
                None => continue,
            }
        }
        let end = piece.iter().position(|byte| *byte == b'\n' || begins_record(byte));
        let is_line = end.and_then(|at| piece.get(at)) == Some(&b'\n');
        let part = piece.split_to(end.map_or(piece.len(), |at| at + usize::from(is_line)));
        begun.push(&part);
        if begun.text.len() > limit {
            *begun = Begun::default();
            return Some(Err(too_large(limit)));
        }
        // A record can have several lines.
        let is_whole = sequence != Sequence::Records || begun.is_whole();
        if is_line
            && is_whole
            && let Some(item) = begun.take()
        {
            return Some(item);
        }
    }
    None
}

/// What came of a line or a record, and whether its JSON ends there: to read all of it anew after each line would take long.
#[derive(Default)]
struct Begun {
    text: Vec<u8>,
    /// How many objects and lists are open.
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Begun {
    fn push(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
        for byte in bytes {
            match (self.in_string, byte) {
                (true, _) if self.is_escaped => self.is_escaped = false,
                (true, b'\\') => self.is_escaped = true,
                (_, b'"') => self.in_string = !self.in_string,
                (false, b'{' | b'[') => self.depth += 1,
                (false, b'}' | b']') => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Whether its JSON is not within something.
    fn is_whole(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    /// The event of what came, unless that is blank; then the next one begins.
    fn take(&mut self) -> Option<Result<Event<String>, LocalError>> {
        let begun = std::mem::take(self);
        let text = begun.text.trim_ascii();
        let event = |text: &str| Event { data: text.to_owned(), name: "message".to_owned(), id: None };
        let read = std::str::from_utf8(text).map(event).map_err(|error| unreadable(DecodeError::NotUtf8(error)));
        (!text.is_empty()).then_some(read)
    }
}

fn too_large(limit: usize) -> LocalError {
    let message = format!("an event is longer than {limit} bytes; `max_response_bytes` sets another limit");
    LocalError::new(LocalErrorKind::TooLarge, message)
}

impl fmt::Debug for EventReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReader").field("limit", &self.limit).field("retry", &self.retry).finish_non_exhaustive()
    }
}
