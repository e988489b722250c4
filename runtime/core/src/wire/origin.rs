//! Where requests go: scheme, host and port.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;
use std::sync::Arc;

/// Scheme, host and port of the server that requests are sent to.
///
/// ```
/// use twinspec_core::Origin;
///
/// let origin: Origin = "petstore.example".parse()?;
/// assert_eq!(origin.to_string(), "https://petstore.example");
/// let origin: Origin = "http://127.0.0.1:8080/".parse()?;
/// assert_eq!(origin.authority(), "127.0.0.1:8080");
/// assert!(origin.is_loopback());
/// # Ok::<(), twinspec_core::MalformedOrigin>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    secure: bool,
    authority: Arc<str>,
}

/// A text that is not the address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a valid endpoint; use `host`, `host:port` or `http://host:port`, without a path")]
pub struct MalformedOrigin(String);

impl MalformedOrigin {
    pub(super) fn new(text: &str) -> Self {
        MalformedOrigin(text.to_owned())
    }
}

impl Origin {
    /// `https` or `http`.
    pub fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// Host and, if it is not the scheme's own, port: the `host` header.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Only the host.
    pub fn host(&self) -> &str {
        split_port(&self.authority).0
    }

    /// The server of a part of the API, `bucket.storage.example`: its `host` header, and where to
    /// connect. The address of an IP address or of a server on this machine stays as it is. `None` if the label is not a part
    /// of a host name.
    pub(crate) fn within(&self, label: &str) -> Option<(String, Origin)> {
        let prefix = canonical_host(&format!("{label}.a"))?;
        let authority = format!("{}.{}", prefix.strip_suffix(".a")?, self.authority);
        let is_address = self.host().starts_with('[') || self.host().parse::<Ipv4Addr>().is_ok();
        let origin = match is_address || self.is_loopback() {
            true => self.clone(),
            false => Origin { secure: self.secure, authority: authority.as_str().into() },
        };
        Some((authority, origin))
    }

    /// Whether the server is on this machine.
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        let ip_v6 = host.trim_start_matches('[').trim_end_matches(']').parse::<Ipv6Addr>();
        host == "localhost"
            || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
            || ip_v6.is_ok_and(|ip| ip.is_loopback())
    }
}

impl FromStr for Origin {
    type Err = MalformedOrigin;

    /// Reads a host, `host:port`, or a URL without path, query and user; without a scheme it is `https`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let malformed = || MalformedOrigin(text.to_owned());
        let (secure, rest) = match text.split_once("://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return Err(malformed()),
        };
        let (host, port) = split_port(rest.strip_suffix('/').unwrap_or(rest));
        let port = match port {
            None => None,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.parse::<u16>().map_err(|_| malformed())?)
            }
            Some(_) => return Err(malformed()),
        };
        let host = canonical_host(host).ok_or_else(malformed)?;
        // The `host` header that clients send leaves out the port that belongs to the scheme.
        let authority = match port {
            Some(port) if port != if secure { 443 } else { 80 } => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Origin { secure, authority: authority.into() })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.authority)
    }
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

/// A host as URLs carry it: a name in lower case or an IP address, IPv6 in brackets.
fn canonical_host(host: &str) -> Option<String> {
    if let Some(ip) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Some(format!("[{}]", ip.parse::<Ipv6Addr>().ok()?));
    }
    let label_fits = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let fits = host.split('.').all(label_fits)
        // A name that ends in a number is an IPv4 address, or an unusual spelling of one.
        && (!last.starts_with(|c: char| c.is_ascii_digit()) || host.parse::<Ipv4Addr>().is_ok());
    fits.then(|| host.to_ascii_lowercase())
}
