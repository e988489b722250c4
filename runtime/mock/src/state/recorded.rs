//! A request as it came, in one piece of memory.

use std::fmt;

use crate::message::RequestHead;

/// Memory beyond this is not kept for the next request.
const KEPT: usize = 4 * 1024;

/// A request as it came: the text of its head, then its body.
///
/// `Debug` shows nothing of it, since it holds what must not be shown.
#[derive(Clone, Default)]
pub(crate) struct RecordedRequest {
    text: Vec<u8>,
    /// How long the head is.
    head: usize,
}

impl RecordedRequest {
    /// Replaces what is recorded.
    pub(crate) fn write(&mut self, head: &RequestHead, body: &[u8]) {
        self.text.clear();
        self.text.shrink_to(KEPT);
        self.head = head.text().len();
        // Of a thousand requests, what is reserved and never used is much.
        self.text.reserve_exact(self.head + body.len());
        self.text.extend_from_slice(head.text().as_bytes());
        self.text.extend_from_slice(body);
    }

    /// How much memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The request, taken apart again.
    pub(crate) fn read(&self) -> Option<(RequestHead, &[u8])> {
        let (head, body) = self.text.split_at_checked(self.head)?;
        Some((RequestHead::read(std::str::from_utf8(head).ok()?), body))
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest").field("bytes", &self.bytes()).finish_non_exhaustive()
    }
}
