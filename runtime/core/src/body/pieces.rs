//! The bytes of a body as they are sent.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use bytes::Bytes;
use futures_core::Stream;

use super::body_error::BodyError;
use super::source::{PieceStream, Segment};

/// The bytes of a [`StreamedBody`](crate::StreamedBody), piece by piece. They end after an error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pieces {
    rest: IntoIter<Segment>,
    current: Option<Current>,
}

/// The segment that is being sent.
struct Current {
    stream: PieceStream,
    length: Option<u64>,
    /// How many bytes came of it.
    sent: u64,
    /// The last piece, until it is known that nothing follows.
    last: Option<Bytes>,
}

impl Pieces {
    pub(super) fn new(segments: Vec<Segment>) -> Self {
        Pieces { rest: segments.into_iter(), current: None }
    }
}

impl Current {
    fn of(segment: &Segment) -> Result<Self, BodyError> {
        let stream = segment.source.take().ok_or_else(|| {
            BodyError::new(
                "the stream of the body was sent already; `Upload::repeatable` makes a new one for each call",
            )
        })?;
        Ok(Current { stream, length: segment.length, sent: 0, last: None })
    }

    /// The next piece; `None` at the end of the segment.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, BodyError>> {
        loop {
            let piece = match ready!(self.stream.as_mut().poll_next(context)) {
                Some(Ok(piece)) if piece.is_empty() => continue,
                Some(Ok(piece)) => piece,
                Some(Err(source)) => {
                    let message = format!("the stream of the body failed after {} bytes", self.sent);
                    return Poll::Ready(Err(BodyError::new(message).with_source(source)));
                }
                None => return Poll::Ready(self.end()),
            };
            self.sent = self.sent.saturating_add(piece.len() as u64);
            match self.length {
                Some(length) if self.sent > length => {
                    return Poll::Ready(Err(BodyError::new(format!(
                        "the stream of the body is longer than its {length} bytes"
                    ))));
                }
                // Whoever sends it stops when it has all bytes, and would not notice that there are more.
                Some(length) if self.sent == length => self.last = Some(piece),
                _ => return Poll::Ready(Ok(Some(piece))),
            }
        }
    }

    fn end(&mut self) -> Result<Option<Bytes>, BodyError> {
        match (self.last.take(), self.length) {
            (Some(last), _) => Ok(Some(last)),
            (None, Some(length)) if self.sent < length => {
                Err(BodyError::new(format!("the stream of the body ended after {} of its {length} bytes", self.sent)))
            }
            (None, _) => Ok(None),
        }
    }

    /// Whether the stream must not be polled again.
    fn has_ended(&self) -> bool {
        self.last.is_none() && self.length == Some(self.sent) && self.sent > 0
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let polled = match &mut self.current {
                Some(current) if !current.has_ended() => ready!(current.poll_piece(context)),
                _ => match self.rest.next() {
                    None => return Poll::Ready(None),
                    Some(segment) => match Current::of(&segment) {
                        Ok(current) => {
                            self.current = Some(current);
                            continue;
                        }
                        Err(error) => Err(error),
                    },
                },
            };
            match polled {
                Ok(Some(piece)) => return Poll::Ready(Some(Ok(piece))),
                Ok(None) => self.current = None,
                Err(error) => {
                    self.current = None;
                    self.rest = Vec::new().into_iter();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pieces").finish_non_exhaustive()
    }
}
