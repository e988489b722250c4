//! What RFC 9112 wants of a request that `hyper` leaves to the server.

use http::header::{HOST, TRANSFER_ENCODING};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderValue, Version};

use crate::message::Response;

/// Why a request is not read further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Malformed {
    #[error("a request of HTTP/1.1 has one Host header")]
    Host,
    #[error("the Host header has to be a host, and a port if need be")]
    HostValue,
    #[error("the only transfer coding that is understood is chunked")]
    TransferCoding,
}

impl Malformed {
    /// What is answered, as to a person with a terminal.
    pub(super) fn response(self) -> Response {
        let status = match self {
            Malformed::Host | Malformed::HostValue => 400,
            Malformed::TransferCoding => 501,
        };
        let content_type = Some("text/plain;charset=utf-8");
        Response { status, content_type, body: format!("{self}\n").into(), ..Response::default() }
    }
}

/// Holds a request against [section 3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2), its host, and
/// [section 6.1](https://www.rfc-editor.org/rfc/rfc9112#section-6.1), its coding. HTTP/2 has neither.
pub(super) fn check(parts: &Parts) -> Result<(), Malformed> {
    if parts.version > Version::HTTP_11 {
        return Ok(());
    }
    let mut hosts = parts.headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) if is_host(host) => {}
        (Some(_), None) => return Err(Malformed::HostValue),
        (None, _) if parts.version < Version::HTTP_11 => {}
        _ => return Err(Malformed::Host),
    }
    let mut codings = parts.headers.get_all(TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => Ok(()),
        (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => Ok(()),
        _ => Err(Malformed::TransferCoding),
    }
}

/// Whether a value is `uri-host [ ":" port ]`, which may be empty. No name of a host has escaped bytes, which the grammar would
/// allow.
fn is_host(value: &HeaderValue) -> bool {
    if value.is_empty() {
        return true;
    }
    let Ok(authority) = Authority::try_from(value.as_bytes()) else { return false };
    let (host, whole) = (authority.host(), authority.as_str());
    match whole.strip_prefix(host) {
        Some("") => true,
        Some(rest) => rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit())),
        // Someone else is before the host.
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_and_may_have_a_port() {
        for host in ["", "h", "h:80", "h:", "a-b.example.com", "a_b", "127.0.0.1:1", "[::1]:80", "[::1]", "*.a"] {
            assert!(is_host(&HeaderValue::from_static(host)), "{host}");
        }
        for host in ["a b", "a/c", "a:b", "u@h", "u@u", "a,b c", "a<b>", "[::1", "h:80:80", "h?", "http://h", "a b/c@d"]
        {
            assert!(!is_host(&HeaderValue::from_static(host)), "{host}");
        }
        assert!(!is_host(&HeaderValue::from_bytes(b"\xff").expect("a value")));
    }
}
