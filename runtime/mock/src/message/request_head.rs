//! The head of a request.

use std::borrow::Cow;
use std::fmt;

use http::request::Parts;

/// The head of a request as text, in the form of HTTP/1.1: a line for the method and the target, then one for each header,
/// names in lower case. What is not UTF-8 is there as replacement characters.
///
/// `Debug` shows nothing of it, since it holds what must not be shown.
#[derive(Clone, Default)]
pub(crate) struct RequestHead {
    text: String,
    lines: Lines,
}

/// Where the lines of a head and their parts end.
#[derive(Clone, Default)]
struct Lines {
    /// The method, and the target.
    first: (usize, usize),
    /// The name of each header, and its value.
    headers: Vec<(usize, usize)>,
}

/// Puts a head together.
struct HeadBuilder {
    text: Vec<u8>,
    lines: Lines,
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

impl From<&Parts> for RequestHead {
    /// The head as HTTP/1.1 would write it.
    fn from(parts: &Parts) -> Self {
        let Parts { method, uri, headers, .. } = parts;
        let target = match (uri.authority(), uri.path_and_query()) {
            (None, Some(target)) => Cow::Borrowed(target.as_str()),
            _ => Cow::Owned(uri.to_string()),
        };
        let lines = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 2).sum::<usize>();
        let mut builder = HeadBuilder::new(method.as_str(), &target, lines, headers.len());
        for (name, value) in headers {
            builder.push(name.as_str(), value.as_bytes());
        }
        builder.finish()
    }
}

impl RequestHead {
    /// Reads the [text](RequestHead::text) of a head.
    pub(crate) fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let (method, target) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
        let mut builder = HeadBuilder::new(method, target, text.len(), 0);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            builder.push(name, value.as_bytes());
        }
        builder.finish()
    }

    /// The whole of it, which [`read`](RequestHead::read) takes apart again.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn method(&self) -> &str {
        self.text.get(..self.lines.first.0).unwrap_or_default()
    }

    pub(crate) fn target(&self) -> Target<'_> {
        let (method, end) = self.lines.first;
        Target::of(self.text.get(method + 1..end).unwrap_or_default())
    }

    /// The headers in the order in which they came, names in lower case.
    pub(crate) fn headers(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let mut start = self.lines.first.1 + 1;
        self.lines.headers.iter().map(move |(name, value)| {
            let header = (self.text.get(start..*name), self.text.get(name + 1..*value));
            start = value + 1;
            (header.0.unwrap_or_default(), header.1.unwrap_or_default())
        })
    }
}

impl HeadBuilder {
    /// Begins a head whose headers are so many, and take so many bytes.
    fn new(method: &str, target: &str, bytes: usize, headers: usize) -> Self {
        let mut text = Vec::with_capacity(method.len() + target.len() + 2 + bytes);
        text.extend_from_slice(method.as_bytes());
        text.push(b' ');
        text.extend_from_slice(target.as_bytes());
        let lines = Lines { first: (method.len(), text.len()), headers: Vec::with_capacity(headers) };
        text.push(b'\n');
        HeadBuilder { text, lines }
    }

    /// Adds a header, whose name is in lower case.
    fn push(&mut self, name: &str, value: &[u8]) {
        self.text.extend_from_slice(name.as_bytes());
        let end = self.text.len();
        self.text.push(b':');
        self.text.extend_from_slice(value);
        self.lines.headers.push((end, self.text.len()));
        self.text.push(b'\n');
    }

    fn finish(self) -> RequestHead {
        match String::from_utf8(self.text) {
            Ok(text) => RequestHead { text, lines: self.lines },
            Err(error) => RequestHead::read(&String::from_utf8_lossy(error.as_bytes())),
        }
    }
}

impl<'a> Target<'a> {
    /// Takes a target apart, which may be a path or, as proxies are asked, a whole URL.
    fn of(target: &'a str) -> Self {
        let url = if target.starts_with('/') { None } else { target.split_once("://") };
        let (authority, rest) =
            url.map_or(("", target), |(_, rest)| rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())));
        let (path, query) = twinspec_core::split::split_once(rest, b'?').unwrap_or((rest, ""));
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

    fn head(value: &[u8]) -> RequestHead {
        let request = http::Request::post("/a?b=c").header("Host", "h").header("X-Text", value).header("empty", "");
        RequestHead::from(&request.body(()).expect("a request").into_parts().0)
    }

    #[test]
    fn it_can_be_read_again() {
        for (value, text) in [(&b"a: \xff\xc3\xa4"[..], "a: \u{fffd}ä"), (b"a: b", "a: b")] {
            for head in [head(value), RequestHead::read(head(value).text())] {
                assert_eq!((head.method(), head.target().path, head.target().query), ("POST", "/a", "b=c"));
                let headers: Vec<_> = head.headers().collect();
                assert_eq!(headers, [("host", "h"), ("x-text", text), ("empty", "")]);
            }
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
