//! Where the bytes of a body come from.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

/// Why a stream of the caller failed.
type Failure = Box<dyn Error + Send + Sync>;

/// The pieces of a stream of the caller.
pub(super) type PieceStream = Pin<Box<dyn Stream<Item = Result<Bytes, Failure>> + Send>>;

/// Where the bytes of a body come from.
#[derive(Clone)]
pub(super) enum Source {
    /// They are here.
    Bytes(Bytes),
    /// A stream, until it is taken. Clones share it.
    Once(Arc<Mutex<Option<PieceStream>>>),
    /// A stream that can be made as often as it is needed.
    Again(Arc<dyn Fn() -> PieceStream + Send + Sync>),
}

/// A piece of a body, and how long it is, if that is known.
#[derive(Clone)]
pub(super) struct Segment {
    pub(super) source: Source,
    pub(super) length: Option<u64>,
}

impl Source {
    pub(super) fn once(stream: PieceStream) -> Self {
        Source::Once(Arc::new(Mutex::new(Some(stream))))
    }

    /// The stream; `None` if it was taken.
    pub(super) fn take(&self) -> Option<PieceStream> {
        match self {
            Source::Bytes(bytes) => Some(Box::pin(Whole(Some(bytes.clone())))),
            Source::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).take(),
            Source::Again(make) => Some(make()),
        }
    }

    /// Whether the stream was taken, so that there is nothing left.
    pub(super) fn is_spent(&self) -> bool {
        match self {
            Source::Bytes(_) | Source::Again(_) => false,
            Source::Once(stream) => stream.lock().unwrap_or_else(PoisonError::into_inner).is_none(),
        }
    }
}

/// A stream of the caller, with its items and errors as they are here.
pub(super) fn boxed<S, B, E>(stream: S) -> PieceStream
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<Failure>,
{
    Box::pin(Converted(Box::pin(stream)))
}

struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Failure>,
{
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}

/// A stream of one piece.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}
