//! A request with its response.

use std::time::{Duration, SystemTime};

use crate::message::{RequestHead, Response};

/// A request with its response, as they went over the wire.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Exchange {
    /// When the request came.
    pub(crate) began: SystemTime,
    /// How long the response took.
    pub(crate) took: Duration,
    pub(crate) method: String,
    /// With the scheme, the host and the query.
    pub(crate) url: String,
    pub(crate) request: Message,
    pub(crate) status: u16,
    pub(crate) response: Message,
}

/// What both of them have.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Message {
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Exchange {
    /// A call that the mock has answered itself.
    pub(crate) fn of(
        head: &RequestHead,
        (scheme, body): (&str, &[u8]),
        response: &Response,
        began: SystemTime,
    ) -> Self {
        let target = head.target();
        let sent: Vec<_> = head.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let host = sent.iter().find(|(name, _)| name == "host").map_or(target.authority, |(_, value)| value);
        let question = if target.query.is_empty() { "" } else { "?" };
        Exchange {
            began,
            took: Duration::ZERO,
            method: head.method().to_owned(),
            url: format!("{scheme}://{host}{}{question}{}", target.path, target.query),
            request: Message { headers: sent, body: body.to_vec() },
            status: response.status,
            response: Message::of(response),
        }
    }
}

impl Message {
    /// What a response has.
    pub(crate) fn of(response: &Response) -> Self {
        let mut headers = Vec::new();
        response.each_header(|name, value| {
            headers.push((name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        });
        Message { headers, body: response.body.pieces().concat() }
    }

    /// The first value of a header, whose name is in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Its media type, without parameters, in lower case; empty if it has none.
    pub(crate) fn media_type(&self) -> String {
        let media_type = self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        media_type.trim().to_ascii_lowercase()
    }
}
