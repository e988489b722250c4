//! What the URL of a server says of where it is.

use std::fmt::Write as _;

/// What the URL of a server says of where it is (RFC 3986 4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// A host, and the path in front of those of the operations. Without a scheme it is reached by https.
    Absolute(String),
    /// Only a path, at the host where the description was published. Without a slash at its end, so it may be empty.
    Path(String),
}

impl Address {
    /// What a URL says. It has no query and no fragment here: they are not a part of a server.
    pub(crate) fn of(url: &str) -> Self {
        let url = url.split(['?', '#']).next().unwrap_or_default().trim();
        let (scheme, rest) = match url.split_once("//") {
            Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => (Some(scheme), rest),
            _ => (None, url),
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        match scheme {
            // The scheme would be that of the description, which is not known.
            Some("") => Address::Absolute(format!("https://{host}{}", plain(path))),
            Some(scheme) => Address::Absolute(format!("{scheme}//{host}{}", plain(path))),
            // Strictly a path, but people mean a host.
            None if is_host(host) => Address::Absolute(format!("{host}{}", plain(path))),
            None => Address::Path(plain(url)),
        }
    }

    /// The path in front of those of the operations, without a slash at its end.
    #[cfg(feature = "mock")]
    pub(crate) fn path(&self) -> &str {
        match self {
            Address::Path(path) => path,
            Address::Absolute(url) => {
                let host = url.find("://").map_or(0, |scheme| scheme + 3);
                url[host..].find('/').map_or("", |path| &url[host + path..])
            }
        }
    }
}

/// `api.example.com`, `localhost`, `localhost:8080`; but not `api` and not `..`.
fn is_host(first: &str) -> bool {
    let begins = first.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let name = first.split(':').next().unwrap_or_default();
    begins && (first.contains(':') || name == "localhost" || is_domain(name))
}

/// Whether a name ends like that of a host, unlike `v1.0`.
fn is_domain(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| {
        !last.is_empty() && last.chars().all(char::is_alphabetic)
            || name.split('.').all(|part| part.parse::<u8>().is_ok())
    })
}

/// A path without `.` and `..`, with a slash at its begin and none at its end, and with what cannot be in a path
/// encoded.
fn plain(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.trim_matches('/').split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let mut plain = String::new();
    for segment in segments.into_iter().filter(|segment| !segment.is_empty()) {
        plain.push('/');
        for byte in segment.bytes() {
            match byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
                true => plain.push(char::from(byte)),
                false => _ = write!(plain, "%{byte:02X}"),
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_url_is_a_host_with_a_path_or_only_a_path() {
        let absolute = |url: &str| Address::Absolute(url.to_owned());
        let path = |path: &str| Address::Path(path.to_owned());
        for (url, expected) in [
            ("https://petstore.example/v1/", absolute("https://petstore.example/v1")),
            ("http://petstore.example:8080", absolute("http://petstore.example:8080")),
            ("https://petstore.example/v1?a=b#c", absolute("https://petstore.example/v1")),
            ("https://petstore.example/my api/../v2", absolute("https://petstore.example/v2")),
            ("https://petstore.example/my api", absolute("https://petstore.example/my%20api")),
            ("//petstore.example/v1", absolute("https://petstore.example/v1")),
            ("petstore.example/v1", absolute("petstore.example/v1")),
            ("localhost:8080/v1", absolute("localhost:8080/v1")),
            ("localhost", absolute("localhost")),
            ("127.0.0.1/v1", absolute("127.0.0.1/v1")),
            ("", path("")),
            ("/", path("")),
            (".", path("")),
            ("./", path("")),
            ("/v1/", path("/v1")),
            ("v1", path("/v1")),
            ("v1.0", path("/v1.0")),
            ("./v1", path("/v1")),
            ("../v1/", path("/v1")),
            ("api/v1", path("/api/v1")),
            ("/v1?a=b", path("/v1")),
        ] {
            assert_eq!(Address::of(url), expected, "{url}");
        }
    }
}
