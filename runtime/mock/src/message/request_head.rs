//! The head of a request.

use std::fmt;

/// The head of a request as text, in the form of HTTP/1.1: a line for the method and the target, then one for each header,
/// names in lower case. What is not UTF-8 is there as replacement characters.
///
/// `Debug` shows nothing of it, since it holds what must not be shown.
#[derive(Clone, Default)]
pub(crate) struct RequestHead {
    text: String,
    /// Where the method ends, and where the target ends.
    first_line: (usize, usize),
    /// Where each header's name ends, and where its value ends.
    headers: Vec<(usize, usize)>,
}

/// What a request is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target<'a> {
    /// The host, if it is named here and not in a header; else empty.
    pub(crate) authority: &'a str,
    /// The path as it was sent.
    pub(crate) path: &'a str,
    /// The query as it was sent, without the question mark.
    pub(crate) query: &'a str,
}

impl RequestHead {
    /// Begins another head in the same memory.
    pub(crate) fn begin(&mut self, method: &str, target: &str) {
        self.text.clear();
        self.headers.clear();
        self.text.push_str(method);
        self.text.push(' ');
        self.text.push_str(target);
        self.first_line = (method.len(), self.text.len());
        self.text.push('\n');
    }

    /// Adds a header.
    pub(crate) fn push(&mut self, name: &str, value: &[u8]) {
        let start = self.text.len();
        self.text.push_str(name);
        if let Some(name) = self.text.get_mut(start..) {
            name.make_ascii_lowercase();
        }
        let name = self.text.len();
        self.text.push(':');
        match std::str::from_utf8(value) {
            Ok(value) => self.text.push_str(value),
            Err(_) => self.text.push_str(&String::from_utf8_lossy(value)),
        }
        self.headers.push((name, self.text.len()));
        self.text.push('\n');
    }

    /// Reads the [text](RequestHead::text) of a head.
    pub(crate) fn read(text: &str) -> Self {
        let mut head = RequestHead::default();
        let mut lines = text.lines();
        let (method, target) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
        head.begin(method, target);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            head.push(name, value.as_bytes());
        }
        head
    }

    /// The whole of it, which [`read`](RequestHead::read) takes apart again.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn method(&self) -> &str {
        self.text.get(..self.first_line.0).unwrap_or_default()
    }

    pub(crate) fn target(&self) -> Target<'_> {
        let (method, end) = self.first_line;
        Target::of(self.text.get(method + 1..end).unwrap_or_default())
    }

    /// The headers in the order in which they came, names in lower case.
    pub(crate) fn headers(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let mut start = self.first_line.1 + 1;
        self.headers.iter().map(move |(name, value)| {
            let header = (self.text.get(start..*name), self.text.get(name + 1..*value));
            start = value + 1;
            (header.0.unwrap_or_default(), header.1.unwrap_or_default())
        })
    }

    /// Gives memory back that an unusually large head took.
    pub(crate) fn shrink_to(&mut self, bytes: usize) {
        if self.text.capacity() > bytes {
            *self = RequestHead::default();
        }
    }
}

impl<'a> Target<'a> {
    /// Takes a target apart, which may be a path or, as proxies are asked, a whole URL.
    fn of(target: &'a str) -> Self {
        let url = if target.starts_with('/') { None } else { target.split_once("://") };
        let (authority, rest) =
            url.map_or(("", target), |(_, rest)| rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())));
        let (path, query) = acs_core::split::split_once(rest, b'?').unwrap_or((rest, ""));
        Target { authority, path: if path.is_empty() { "/" } else { path }, query }
    }
}

impl fmt::Debug for RequestHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestHead").field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> RequestHead {
        let mut head = RequestHead::default();
        head.begin("GET", "/old");
        head.push("Old", b"1");
        head.begin("POST", "/a?b=c");
        head.push("Host", b"h");
        head.push("X-Text", b"a: \xff\xc3\xa4");
        head.push("empty", b"");
        head
    }

    #[test]
    fn it_can_be_read_again() {
        for head in [head(), RequestHead::read(head().text())] {
            assert_eq!((head.method(), head.target().path, head.target().query), ("POST", "/a", "b=c"));
            let headers: Vec<_> = head.headers().collect();
            assert_eq!(headers, [("host", "h"), ("x-text", "a: \u{fffd}ä"), ("empty", "")]);
        }
    }

    #[test]
    fn a_target_is_a_path_or_a_url() {
        let parts = |target| {
            let Target { authority, path, query } = Target::of(target);
            (authority, path, query)
        };
        assert_eq!(parts("/"), ("", "/", ""));
        assert_eq!(parts("/a?u=http://b/"), ("", "/a", "u=http://b/"));
        assert_eq!(parts("http://h:1/a?b?c"), ("h:1", "/a", "b?c"));
        assert_eq!(parts("http://h?a=/"), ("h", "/", "a=/"));
        assert_eq!(parts("*"), ("", "*", ""));
        assert_eq!(parts(""), ("", "/", ""));
    }
}
