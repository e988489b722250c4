//! The body of an answer, whole or broken off.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

/// How long an answer that is cut off has to be sent as far as it goes: an error at once would throw it away.
const PAUSE: Duration = Duration::from_millis(20);

/// The connection is to be cut in the middle of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer is cut off on purpose")]
pub(crate) struct CutOff;

/// The body of an answer. One that is cut off announces more than it sends.
#[derive(Debug, Default)]
pub(crate) struct AnswerBody {
    /// What is sent, a frame each.
    pieces: VecDeque<Bytes>,
    /// How many bytes are announced but never sent.
    withheld: u64,
    /// Whether the length is not announced.
    streamed: bool,
    /// Runs before the connection is cut, while it sends what it has.
    pause: Option<Pin<Box<Sleep>>>,
}

impl AnswerBody {
    /// A body whose pieces are sent one after the other, without a length.
    pub(crate) fn streamed(pieces: impl IntoIterator<Item = String>) -> Self {
        let pieces = pieces.into_iter().map(Bytes::from).collect();
        AnswerBody { pieces, streamed: true, ..AnswerBody::default() }
    }

    /// The same body without its second half, which stays announced.
    pub(crate) fn cut_off(mut self) -> Self {
        let (length, mut kept) = (self.length(), self.length() / 2);
        self.withheld = length - kept;
        self.pieces.retain_mut(|piece| {
            let keep = kept.min(piece.len() as u64);
            kept -= keep;
            piece.truncate(usize::try_from(keep).unwrap_or(usize::MAX));
            !piece.is_empty()
        });
        self
    }

    /// What is in it.
    pub(crate) fn data(&self) -> Vec<u8> {
        self.pieces.iter().flatten().copied().collect()
    }

    /// Bytes that are neither JSON nor XML.
    pub(crate) fn garbage() -> Self {
        AnswerBody::from(Bytes::from_static(b"\x00\xff}<\x1b{\xc3\x28>]"))
    }

    fn length(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.len() as u64).sum()
    }
}

impl From<Bytes> for AnswerBody {
    fn from(bytes: Bytes) -> Self {
        let pieces = Some(bytes).filter(|bytes| !bytes.is_empty()).into_iter().collect();
        AnswerBody { pieces, ..AnswerBody::default() }
    }
}

impl From<String> for AnswerBody {
    fn from(text: String) -> Self {
        AnswerBody::from(Bytes::from(text))
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if self.pieces.is_empty() && self.withheld > 0 {
            let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(PAUSE)));
            ready!(pause.as_mut().poll(context));
        }
        Poll::Ready(match (self.pieces.pop_front(), self.withheld) {
            (Some(piece), _) => Some(Ok(Frame::data(piece))),
            (None, 0) => None,
            (None, _) => Some(Err(CutOff)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && self.withheld == 0
    }

    fn size_hint(&self) -> SizeHint {
        if self.streamed { SizeHint::default() } else { SizeHint::with_exact(self.length() + self.withheld) }
    }
}
