//! The body of a request as the transports here send it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body_util::{Either, Full};
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;
use twinspec_core::{BodyError, HttpRequest, LocalError, Pieces};

/// A body that is in memory, or one that comes from the caller piece by piece.
pub(crate) type RequestBody = Either<Full<Bytes>, Streamed>;

/// The body of a request, and how far a stream in it came.
pub(crate) fn request_body(request: &HttpRequest) -> (RequestBody, Option<Sending>) {
    match request.streamed_body() {
        None => (Either::Left(Full::new(request.body_bytes())), None),
        Some(streamed) => {
            let sending = Sending::default();
            let pieces = Mutex::new(streamed.pieces());
            let body = Streamed { pieces, length: streamed.length(), sending: sending.clone() };
            (Either::Right(body), Some(sending))
        }
    }
}

/// A body that comes from the caller piece by piece.
pub(crate) struct Streamed {
    /// Only borrowed: a body has to be shareable between threads, and a stream need not be.
    pieces: Mutex<Pieces>,
    length: Option<u64>,
    sending: Sending,
}

impl Body for Streamed {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.sending.wants(true);
        let pieces = self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        let piece = ready!(Pin::new(pieces).poll_next(context));
        self.sending.wants(false);
        if let Some(Err(error)) = &piece {
            self.sending.state().failure = Some(error.clone());
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// How far a stream of the caller came.
#[derive(Clone, Default)]
pub(crate) struct Sending(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// When the connection last took something.
    taken: Option<Instant>,
    /// Whether the connection waits for the caller.
    wants: bool,
    failure: Option<BodyError>,
}

impl Sending {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wants(&self, wants: bool) {
        let mut state = self.state();
        state.wants = wants;
        state.taken = Some(Instant::now());
    }

    /// Since when the server is silent, since it took something last: now, if the caller is asked for more.
    pub(crate) fn heard(&self) -> Option<Instant> {
        let state = self.state();
        if state.wants { Some(Instant::now()) } else { state.taken }
    }

    /// Why the stream failed, if it did.
    pub(crate) fn failure(&self) -> Option<LocalError> {
        self.state().failure.clone().map(LocalError::from)
    }
}
