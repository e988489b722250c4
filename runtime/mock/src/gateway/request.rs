//! A request as it came in, taken apart.

use std::borrow::Cow;
use std::net::IpAddr;

use http::request::Parts;
use http::{HeaderMap, Method, header};

/// A decoded name and value.
pub(crate) type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) address: IpAddr,
    /// Whether the connection is encrypted.
    pub(crate) is_secure: bool,
}

/// A request with its query and its form decoded. Text that is not UTF-8 is read with replacement characters.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) method: &'a Method,
    /// The path as it was sent.
    pub(crate) path: &'a str,
    pub(crate) headers: &'a HeaderMap,
    /// The host that the client named, empty if it named none.
    pub(crate) host: Cow<'a, str>,
    pub(crate) body: &'a [u8],
    /// Who sent it, if that is known.
    pub(crate) peer: Option<Peer>,
    /// The parameters of the query, then those of the form.
    parameters: Vec<Pair<'a>>,
    /// How many of the parameters are in the query.
    in_query: usize,
}

impl<'a> Request<'a> {
    pub(crate) fn new(parts: &'a Parts, body: &'a [u8]) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        let mut parameters: Vec<Pair<'a>> = form_urlencoded::parse(query.as_bytes()).collect();
        let in_query = parameters.len();
        if is_form(&parts.headers) {
            parameters.extend(form_urlencoded::parse(body));
        }
        let host = match parts.headers.get(header::HOST) {
            Some(host) => String::from_utf8_lossy(host.as_bytes()),
            None => parts.uri.authority().map_or(Cow::Borrowed(""), |authority| authority.as_str().into()),
        };
        Request {
            method: &parts.method,
            path: parts.uri.path(),
            headers: &parts.headers,
            host,
            body,
            peer: None,
            parameters,
            in_query,
        }
    }

    /// The same request, sent by someone.
    pub(crate) fn sent_by(self, peer: Peer) -> Self {
        Request { peer: Some(peer), ..self }
    }

    /// The first value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<Cow<'a, str>> {
        let value = self.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()))
    }

    /// The decoded pairs of the query.
    pub(crate) fn query(&self) -> &[Pair<'a>] {
        self.parameters.get(..self.in_query).unwrap_or_default()
    }

    /// The decoded pairs of query and form: an RPC gateway makes no difference between them.
    pub(crate) fn parameters(&self) -> &[Pair<'a>] {
        &self.parameters
    }

    /// The value of a parameter in query or form; the first one counts.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}
