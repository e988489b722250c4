//! A request as it came in, taken apart.

use std::cell::{Cell, OnceCell};
use std::net::IpAddr;

use memchr::{memchr_iter, memchr2};
use percent_encoding::percent_decode_str;
use twinspec_core::split::{split, split_once};

use super::pair::Pair;
use crate::message::{RequestHead, Target};
use crate::state::Disturbance;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// Its address.
    pub address: IpAddr,
    /// Whether the connection is encrypted.
    pub is_secure: bool,
}

/// A request with its query and its form decoded. Text that is not UTF-8 is read with replacement characters.
#[derive(Debug)]
pub struct Request<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path as it was sent.
    pub path: &'a str,
    /// Names are in lower case. To compare a few short names takes less time than the hash of one.
    headers: Vec<(&'a str, &'a str)>,
    /// The host that the client named, empty if it named none.
    pub host: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// Who sent it, if that is known.
    pub peer: Option<Peer>,
    /// The variables of the path of its operation.
    pub(super) path_variables: Vec<(&'static str, String)>,
    /// What was ordered to happen to the answer.
    pub(super) disturbance: Cell<Disturbance>,
    /// The parameter of the query that asks for the next page of the list, with its value there, if another page follows.
    pub(super) next: OnceCell<(&'static str, String)>,
    /// The parameters that `bind` found elsewhere, then those of the query, then those of the form.
    pub(super) parameters: Vec<Pair<'a>>,
    /// How many of the parameters are neither in the query nor in the form.
    pub(super) bound: usize,
    /// How many of the parameters are in the query.
    in_query: usize,
    pub(super) is_form: bool,
}

impl<'a> Request<'a> {
    pub(crate) fn new(head: &'a RequestHead, body: &'a [u8]) -> Self {
        let Target { authority, path, query } = head.target();
        let headers: Vec<_> = head.headers().collect();
        let mut parameters: Vec<Pair<'a>> = Vec::with_capacity(memchr_iter(b'&', query.as_bytes()).count() + 1);
        parameters.extend(pairs(query));
        let in_query = parameters.len();
        let is_form = first(&headers, "content-type").is_some_and(is_form);
        if is_form {
            match std::str::from_utf8(body) {
                Ok(body) => parameters.extend(pairs(body)),
                Err(_) => parameters.extend(form_urlencoded::parse(body)),
            }
        }
        Request {
            method: head.method(),
            path,
            host: first(&headers, "host").unwrap_or(authority),
            headers,
            body,
            peer: None,
            path_variables: Vec::new(),
            disturbance: Cell::default(),
            next: OnceCell::new(),
            bound: 0,
            parameters,
            in_query,
            is_form,
        }
    }

    /// The same request, sent by someone.
    pub(crate) fn sent_by(self, peer: Peer) -> Self {
        Request { peer: Some(peer), ..self }
    }

    /// The URL of the next page of the list, if another page follows.
    pub(super) fn next_page(&self) -> Option<String> {
        let (name, value) = self.next.get()?;
        let others = self.query().iter().filter(|(other, _)| other != name);
        let mut query = form_urlencoded::Serializer::new(String::new());
        let query = query.extend_pairs(others).append_pair(name, value).finish();
        Some(format!("{}://{}{}?{query}", self.scheme(), self.host, self.path))
    }

    /// `http` or `https`.
    pub(super) fn scheme(&self) -> &'static str {
        if self.peer.is_some_and(|peer| peer.is_secure) { "https" } else { "http" }
    }

    /// The value of a variable of the path, decoded.
    pub(super) fn path_variable(&self, name: &str) -> Option<&str> {
        self.path_variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// The cookies, decoded.
    pub(super) fn cookies(&self) -> Vec<Pair<'_>> {
        let cookies = self.headers_of("cookie").flat_map(|header| header.split(';'));
        let pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        pairs.map(|(name, value)| (name.into(), percent_decode_str(value).decode_utf8_lossy())).collect()
    }

    /// The first value of a header, whose name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers_of(name).next()
    }

    /// The values of a header, whose name is in lower case.
    pub fn headers_of(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(other, _)| *other == name).map(|(_, value)| *value)
    }

    /// All headers, names in lower case.
    pub fn headers(&self) -> &[(&'a str, &'a str)] {
        &self.headers
    }

    /// The decoded pairs of the query.
    pub fn query(&self) -> &[Pair<'a>] {
        self.query_and_form().get(..self.in_query).unwrap_or_default()
    }

    /// The decoded pairs of query and form.
    pub fn query_and_form(&self) -> &[Pair<'a>] {
        self.parameters.get(self.bound..).unwrap_or_default()
    }

    /// The parameters of the operation from elsewhere, once they are known, and the decoded pairs of query and form.
    pub fn parameters(&self) -> &[Pair<'a>] {
        &self.parameters
    }

    /// The value of a parameter; the first one counts.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }
}

/// The pairs of a query or form, as [`form_urlencoded::parse`] decodes them; those that need no decoding, which are most
/// of them, without its work.
fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    split(text, b'&').filter(|pair| !pair.is_empty()).filter_map(|pair| {
        if memchr2(b'%', b'+', pair.as_bytes()).is_some() {
            return form_urlencoded::parse(pair.as_bytes()).next();
        }
        let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
        Some((name.into(), value.into()))
    })
}

fn first<'a>(headers: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

/// Whether a `Content-Type` is that of a form.
fn is_form(content_type: &str) -> bool {
    let media_type = split_once(content_type, b';').map_or(content_type, |(media_type, _)| media_type);
    media_type.trim_ascii().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
