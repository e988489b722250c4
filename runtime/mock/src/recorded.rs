//! A request as it came, in one piece of memory.

use std::fmt;

use http::request::Parts;

/// Memory beyond this is not kept for the next request.
const KEPT: usize = 4 * 1024;

/// A request as it came: its head in the form of HTTP/1.1, then its body.
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
    pub(crate) fn write(&mut self, parts: &Parts, body: &[u8]) {
        self.text.clear();
        self.text.shrink_to(KEPT);
        let text = &mut self.text;
        let headers = parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 2);
        let target = parts.uri.path().len() + parts.uri.query().map_or(0, |query| query.len() + 1);
        // Of a thousand requests, what is reserved and never used is much.
        text.reserve_exact(parts.method.as_str().len() + target + headers.sum::<usize>() + body.len() + 2);
        text.extend_from_slice(parts.method.as_str().as_bytes());
        text.push(b' ');
        if let Some(authority) = parts.uri.authority() {
            text.extend_from_slice(parts.uri.scheme_str().unwrap_or("http").as_bytes());
            text.extend_from_slice(b"://");
            text.extend_from_slice(authority.as_str().as_bytes());
        }
        text.extend_from_slice(parts.uri.path().as_bytes());
        if let Some(query) = parts.uri.query() {
            text.push(b'?');
            text.extend_from_slice(query.as_bytes());
        }
        text.push(b'\n');
        for (name, value) in &parts.headers {
            text.extend_from_slice(name.as_str().as_bytes());
            text.push(b':');
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
        self.head = text.len();
        text.extend_from_slice(body);
    }

    /// How much memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The request, taken apart again. What hyper has let through fits into a request once more.
    pub(crate) fn parts(&self) -> Option<(Parts, &[u8])> {
        let (head, body) = self.text.split_at_checked(self.head)?;
        let mut lines = head.split(|byte| *byte == b'\n');
        let first = std::str::from_utf8(lines.next()?).ok()?;
        let (method, target) = first.split_once(' ')?;
        let mut request = http::Request::builder().method(method).uri(target);
        for line in lines.filter(|line| !line.is_empty()) {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let (name, value) = line.split_at_checked(colon)?;
            request = request.header(name, value.get(1..)?);
        }
        let (parts, ()) = request.body(()).ok()?.into_parts();
        Some((parts, body))
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest").field("bytes", &self.bytes()).finish_non_exhaustive()
    }
}
