//! The body of a request that is not in memory as a whole.

use std::fmt;

use bytes::Bytes;

use super::pieces::Pieces;
use super::source::Segment;
use super::upload::Upload;

/// The body of a request that is not in memory as a whole: a stream, or several parts of which one is a stream.
#[derive(Clone, Default)]
pub struct StreamedBody {
    segments: Vec<Segment>,
}

impl StreamedBody {
    /// How many bytes it has, if that is known of all of it: the header `content-length`. Without it, the body is sent in
    /// chunks.
    pub fn length(&self) -> Option<u64> {
        self.segments.iter().map(|segment| segment.length).try_fold(0_u64, |sum, length| sum.checked_add(length?))
    }

    /// The bytes, piece by piece. A stream that can be sent only once is taken when it is first polled.
    pub fn pieces(&self) -> Pieces {
        Pieces::new(self.segments.clone())
    }

    pub(crate) fn push_bytes(&mut self, bytes: impl Into<Bytes>) {
        self.push(&Upload::from(bytes));
    }

    pub(crate) fn push(&mut self, upload: &Upload) {
        let Upload { source, length, .. } = upload;
        self.segments.push(Segment { source: source.clone(), length: *length });
    }
}

impl From<&Upload> for StreamedBody {
    fn from(upload: &Upload) -> Self {
        let mut streamed = StreamedBody::default();
        streamed.push(upload);
        streamed
    }
}

impl fmt::Debug for StreamedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamedBody").field("length", &self.length()).finish_non_exhaustive()
    }
}
