//! The body of a response, whole or broken off.

use bytes::Bytes;
use smallvec::SmallVec;

/// The body of a response. One that is cut off announces more than it sends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    /// What is sent, one after the other.
    pieces: SmallVec<[Bytes; 1]>,
    /// How many bytes are announced but never sent.
    withheld: u64,
    /// Whether the length is not announced.
    streamed: bool,
}

impl Body {
    /// A body whose pieces are sent one after the other, without a length.
    pub(crate) fn streamed(pieces: impl IntoIterator<Item = String>) -> Self {
        Body { pieces: pieces.into_iter().map(Bytes::from).collect(), withheld: 0, streamed: true }
    }

    /// The same body without its second half, which stays announced.
    pub(crate) fn cut_off(mut self) -> Self {
        let length = self.sent();
        let mut kept = length / 2;
        self.withheld = length - kept;
        self.pieces.retain(|piece| {
            let keep = kept.min(piece.len() as u64);
            kept -= keep;
            piece.truncate(usize::try_from(keep).unwrap_or(usize::MAX));
            !piece.is_empty()
        });
        self
    }

    /// Bytes that are neither JSON nor XML.
    pub(crate) fn garbage() -> Self {
        Body::from(Bytes::from_static(b"\x00\xff}<\x1b{\xc3\x28>]"))
    }

    /// What is sent, one after the other.
    pub(crate) fn pieces(&self) -> &[Bytes] {
        &self.pieces
    }

    /// How many bytes are announced, if that is said beforehand.
    pub(crate) fn length(&self) -> Option<u64> {
        (!self.streamed).then(|| self.sent() + self.withheld)
    }

    /// Whether less is sent than was announced.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.withheld > 0
    }

    fn sent(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.len() as u64).sum()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Body { pieces: Some(bytes).filter(|bytes| !bytes.is_empty()).into_iter().collect(), ..Body::default() }
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Body::from(Bytes::from(text))
    }
}
