//! The body of a response as `hyper` asks for it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

use crate::message;

/// How long a response that is cut off has to be sent as far as it goes: an error at once would throw it away.
const PAUSE: Duration = Duration::from_millis(20);

/// The response ends in its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer is cut off on purpose")]
pub(super) struct CutOff;

/// A body that is being sent.
pub(super) struct ResponseBody {
    body: message::Body,
    /// How many of its pieces were sent.
    sent: usize,
    /// Runs before the response is cut off, while it sends what it has.
    pause: Option<Pin<Box<Sleep>>>,
}

impl From<message::Body> for ResponseBody {
    fn from(body: message::Body) -> Self {
        ResponseBody { body, sent: 0, pause: None }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if let Some(piece) = self.body.pieces().get(self.sent).cloned() {
            self.sent += 1;
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        if !self.body.is_cut_off() {
            return Poll::Ready(None);
        }
        let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(PAUSE)));
        ready!(pause.as_mut().poll(context));
        Poll::Ready(Some(Err(CutOff)))
    }

    fn is_end_stream(&self) -> bool {
        self.sent >= self.body.pieces().len() && !self.body.is_cut_off()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
