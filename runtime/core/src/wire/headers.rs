//! The headers of a request or a response.

use std::fmt;
use std::str::FromStr;

/// Why a request cannot have a header, with its name in lower case.
#[derive(Debug)]
pub(crate) enum HeaderError {
    /// It has the header already.
    Duplicate(String),
    /// Headers cannot contain its name or its value.
    Malformed(String),
}

/// Headers in the order in which they were set or received. Names compare without regard to case.
///
/// `Debug` shows `***` for the values of a request that must not be logged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers {
    /// All names and values, one after the other: a call has many of them.
    text: String,
    headers: Vec<Header>,
}

/// Where in the text a header is.
#[derive(Clone, PartialEq, Eq)]
struct Header {
    start: usize,
    name_end: usize,
    end: usize,
    sensitive: bool,
}

impl Headers {
    /// The first value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The first value of a header as a type, a number for instance; `None` if it is absent or something else.
    ///
    /// ```
    /// use twinspec_core::Headers;
    ///
    /// let headers: Headers = [("X-Remaining", " 12"), ("X-Reset", "soon")].into_iter().collect();
    /// assert_eq!(headers.get_as::<i64>("x-remaining"), Some(12));
    /// assert_eq!(headers.get_as::<i64>("x-reset"), None);
    /// ```
    pub fn get_as<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|header| self.pair(header))
    }

    fn pair(&self, header: &Header) -> (&str, &str) {
        let piece = |start, end| self.text.get(start..end).unwrap_or_default();
        (piece(header.start, header.name_end), piece(header.name_end, header.end))
    }

    /// No headers, and room for so many of the usual length.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Headers { text: String::with_capacity(64 * capacity), headers: Vec::with_capacity(capacity) }
    }

    /// Sets a header of a request, once, in lower case.
    pub(crate) fn add(&mut self, name: &str, value: &str, sensitive: bool) -> Result<(), HeaderError> {
        let name = name.to_ascii_lowercase();
        if self.get(&name).is_some() {
            return Err(HeaderError::Duplicate(name));
        }
        if !is_token(&name) || !is_value(value) {
            return Err(HeaderError::Malformed(name));
        }
        self.push(&name, value, sensitive);
        Ok(())
    }

    /// Sets a header of the protocol, which nothing set before.
    pub(crate) fn set(&mut self, name: &'static str, value: &str) -> Result<(), HeaderError> {
        if !is_value(value) {
            return Err(HeaderError::Malformed(name.to_owned()));
        }
        self.push(name, value, false);
        Ok(())
    }

    pub(crate) fn push(&mut self, name: &str, value: &str, sensitive: bool) {
        let start = self.text.len();
        self.text.push_str(name);
        let name_end = self.text.len();
        self.text.push_str(value);
        self.headers.push(Header { start, name_end, end: self.text.len(), sensitive });
    }
}

/// Whether a text can be the name of a header.
fn is_token(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

/// Whether a request can carry a text in a header: visible ASCII, and blanks inside.
fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !value.starts_with(' ') && !value.ends_with(' ')
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let headers = headers.into_iter();
        let mut collected = Headers::with_capacity(headers.size_hint().0);
        for (name, value) in headers {
            collected.push(name.as_ref(), value.as_ref(), false);
        }
        collected
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for header in &self.headers {
            let (name, value) = self.pair(header);
            map.entry(&name, &if header.sensitive { "***" } else { value });
        }
        map.finish()
    }
}
