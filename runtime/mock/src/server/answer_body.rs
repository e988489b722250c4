//! The body of an answer, whole or broken off.

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
    data: Bytes,
    /// How many bytes are announced but never sent.
    withheld: u64,
    /// Runs before the connection is cut, while it sends what it has.
    pause: Option<Pin<Box<Sleep>>>,
}

impl AnswerBody {
    /// The same body without its second half, which stays announced.
    pub(crate) fn cut_off(mut self) -> Self {
        let cut = self.data.split_off(self.data.len() / 2);
        self.withheld = cut.len() as u64;
        self
    }

    /// What is in it.
    pub(crate) fn data(&self) -> &[u8] {
        &self.data
    }

    /// Bytes that are neither JSON nor XML.
    pub(crate) fn garbage() -> Self {
        AnswerBody { data: Bytes::from_static(b"\x00\xff}<\x1b{\xc3\x28>]"), ..AnswerBody::default() }
    }
}

impl From<String> for AnswerBody {
    fn from(text: String) -> Self {
        AnswerBody { data: text.into(), ..AnswerBody::default() }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        let data = std::mem::take(&mut self.data);
        if data.is_empty() && self.withheld > 0 {
            let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(PAUSE)));
            ready!(pause.as_mut().poll(context));
        }
        Poll::Ready(match (data.is_empty(), self.withheld) {
            (false, _) => Some(Ok(Frame::data(data))),
            (true, 0) => None,
            (true, _) => Some(Err(CutOff)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_empty() && self.withheld == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.len() as u64 + self.withheld)
    }
}
