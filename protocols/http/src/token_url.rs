//! Where tokens of OAuth 2 are issued.

use twinspec_core::{Endpoint, Origin};

use crate::{Http, Server};

/// The URL of a description, for a client that calls the API at an endpoint. What is on the server of the description goes
/// with the endpoint, to a sandbox or a mock for instance; what is elsewhere stays there.
pub(crate) fn resolve(token_url: &str, protocol: &Http, endpoint: &Endpoint) -> String {
    let origin = endpoint.origin();
    if let Some(rest) = token_url.strip_prefix("//") {
        return format!("{}://{rest}", origin.scheme());
    }
    if token_url.starts_with('/') {
        return format!("{origin}{token_url}");
    }
    let Some((described, target)) = split(token_url) else {
        // Relative to the URL of the server, as RFC 3986 5.2.3 has it.
        let base = match protocol.servers.first().is_some_and(|server| server.template.ends_with('/')) {
            true => endpoint.base_path(),
            false => endpoint.base_path().rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        return format!("{origin}{base}/{token_url}");
    };
    match protocol.servers.iter().any(|server| is_at(server, &described)) {
        true => format!("{origin}{target}"),
        false => token_url.to_owned(),
    }
}

/// The server of a URL, and its path and query; `None` if it is not an absolute URL that can be called.
pub(crate) fn split(url: &str) -> Option<(Origin, String)> {
    let url = url.split('#').next().unwrap_or_default();
    let start = url.find("://")? + 3;
    let path = url.get(start..)?.find(['/', '?']).map_or(url.len(), |at| start + at);
    let (origin, target) = url.split_at_checked(path)?;
    let slash = if target.starts_with('/') { "" } else { "/" };
    Some((origin.parse().ok()?, format!("{slash}{target}")))
}

fn is_at(server: &Server, origin: &Origin) -> bool {
    server.url(&[]).ok().and_then(|url| split(&url)).is_some_and(|(server, _)| server == *origin)
}

#[cfg(test)]
mod tests {
    use super::{resolve, split};
    use crate::{Http, Server};

    const SERVERS: &[Server] = &[Server::new("https://api.example/v1"), Server::new("https://sandbox.example/v1")];

    #[test]
    fn what_is_on_the_server_goes_with_the_endpoint() {
        let protocol = Http::new(SERVERS);
        let mock = "http://127.0.0.1:8080/v1".parse().unwrap();
        for (described, expected) in [
            ("https://api.example/oauth/token?a=b#c", "http://127.0.0.1:8080/oauth/token?a=b"),
            ("https://API.example:443/token", "http://127.0.0.1:8080/token"),
            ("https://login.example/token", "https://login.example/token"),
            ("/token", "http://127.0.0.1:8080/token"),
            ("token", "http://127.0.0.1:8080/token"),
            ("//login.example/token", "http://login.example/token"),
        ] {
            assert_eq!(resolve(described, &protocol, &mock), expected, "{described}");
        }
        let folder = Http::new(const { &[Server::new("https://api.example/v1/")] });
        assert_eq!(resolve("token", &folder, &mock), "http://127.0.0.1:8080/v1/token");
    }

    #[test]
    fn only_a_url_has_a_server() {
        assert_eq!(split("https://api.example?a").unwrap().1, "/?a");
        for text in ["token", "/token", "ftp://api.example/token", "https://a b/token", "https://"] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
