//! The headers of a request or a response.

use std::borrow::Cow;
use std::fmt;

use crate::RequestError;

/// Headers in the order in which they were set or received. Names compare without regard to case.
///
/// `Debug` shows `***` for the values of a request that must not be logged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers {
    headers: Vec<Header>,
}

#[derive(Clone, PartialEq, Eq)]
struct Header {
    name: Cow<'static, str>,
    value: Cow<'static, str>,
    sensitive: bool,
}

impl Headers {
    /// The first value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|header| (header.name.as_ref(), header.value.as_ref()))
    }

    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Headers { headers: Vec::with_capacity(capacity) }
    }

    /// Sets a header of a request, once, in lower case.
    pub(crate) fn add(
        &mut self,
        mut name: Cow<'static, str>,
        value: impl Into<Cow<'static, str>>,
        sensitive: bool,
    ) -> Result<(), RequestError> {
        let value = value.into();
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_mut().make_ascii_lowercase();
        }
        if self.get(&name).is_some() {
            return Err(RequestError::DuplicateHeader { header: name.into_owned() });
        }
        if !is_token(&name) || !is_value(&value) {
            return Err(RequestError::MalformedHeader { header: name.into_owned() });
        }
        self.push(name, value, sensitive);
        Ok(())
    }

    /// Sets a header of the protocol, which nothing set before.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Result<(), RequestError> {
        let value = value.into();
        if !is_value(&value) {
            return Err(RequestError::MalformedHeader { header: name.to_owned() });
        }
        self.push(Cow::Borrowed(name), value, false);
        Ok(())
    }

    pub(crate) fn push(&mut self, name: Cow<'static, str>, value: Cow<'static, str>, sensitive: bool) {
        self.headers.push(Header { name, value, sensitive });
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

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let mut collected = Headers::default();
        for (name, value) in headers {
            collected.push(Cow::Owned(name.into()), Cow::Owned(value.into()), false);
        }
        collected
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for header in &self.headers {
            let value = if header.sensitive { "***" } else { header.value.as_ref() };
            map.entry(&header.name, &value);
        }
        map.finish()
    }
}
