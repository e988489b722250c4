//! A signed HTTP request.

use std::fmt;

use crate::encoding::percent_encode;
use crate::signature::acs3::{self, QueryKeys};
use crate::{Headers, HttpResponse, Method, Operation, Origin};

/// A signed HTTP request, ready to be sent by any HTTP client.
///
/// `Debug` shows no argument, token or signature; [`to_curl`](Self::to_curl) and the accessors show everything.
#[derive(Clone)]
pub struct HttpRequest {
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) origin: Origin,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Headers,
    pub(crate) body: String,
    /// Texts that must not be shown.
    pub(crate) sensitive: Vec<String>,
}

impl HttpRequest {
    /// The operation that is requested.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The pairs of the query, decoded.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The headers, names in lower case, `host` and `authorization` among them.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        self.body.as_bytes()
    }

    /// The URL, path and query percent-encoded.
    pub fn url(&self) -> String {
        let mut url = format!("{}{}", self.origin, self.path);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&form(&self.query));
        }
        url
    }

    /// The canonical request whose hash was signed. It shows all that was signed, the security token too.
    pub fn canonical_request(&self) -> String {
        let query = acs3::canonical_query(&self.query, QueryKeys::Raw);
        let payload_hash = acs3::hash(self.body());
        let signed = self.signed_headers();
        acs3::canonical_request(self.method.as_str(), &self.path, &query, &signed, &payload_hash)
    }

    /// The string to sign.
    pub fn string_to_sign(&self) -> String {
        acs3::string_to_sign(&self.canonical_request())
    }

    /// The headers that are signed: `host`, `content-type` and all `x-acs-*`.
    pub(crate) fn signed_headers(&self) -> Vec<(&str, &str)> {
        self.headers
            .iter()
            .filter(|(name, _)| matches!(*name, "host" | "content-type") || name.starts_with("x-acs-"))
            .collect()
    }

    /// The answer to this request, with `***` for sensitive arguments and the security token if it is an error
    /// that repeats them. `SignatureDoesNotMatch` shows the whole canonical request, for instance.
    ///
    /// Values of less than four bytes stay: replacing them would garble the text, and they tell little.
    pub fn redact(&self, response: HttpResponse) -> HttpResponse {
        if (200..300).contains(&response.status()) {
            return response;
        }
        let Ok(text) = std::str::from_utf8(response.body()) else {
            return response;
        };
        // Longer values first: one may begin with another.
        let mut values: Vec<&str> = self.sensitive.iter().map(String::as_str).collect();
        values.retain(|value| value.len() >= 4);
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let mut redacted = text.to_owned();
        for value in values {
            for spelling in spellings(value) {
                redacted = redacted.replace(&spelling, "***");
            }
        }
        HttpResponse::new(response.status(), response.headers().clone(), redacted.into_bytes())
    }

    /// A `curl` command for a POSIX shell that sends this request.
    ///
    /// It contains the signature, arguments and, if there is one, the security token. A service accepts it
    /// once, within 15 minutes of the signing time.
    pub fn to_curl(&self) -> String {
        let mut command = format!("curl -X {} {}", self.method.as_str(), quoted(&self.url()));
        if self.origin.authority().starts_with('[') {
            command.push_str(" --globoff");
        }
        let mut option = |name: &str, value: &str| {
            command.push_str(&format!(" \\\n  {name} {}", quoted(value)));
        };
        for (name, value) in self.headers.iter() {
            // To curl, a header that ends in a colon is one to leave out.
            let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            option("-H", &header);
        }
        if !self.body.is_empty() {
            option("--data-raw", &self.body);
        } else if self.method != Method::Get && self.method != Method::Head {
            // An empty body is announced, but has no type.
            option("-H", "content-type:");
            option("--data-raw", "");
        }
        command
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("HttpRequest")
            .field("action", &self.operation.action)
            .field("method", &self.method)
            .field("origin", &self.origin.to_string())
            .field("path", &self.operation.path)
            .field("query", &query)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// Pairs as a query or a form body carries them.
pub(crate) fn form(pairs: &[(String, String)]) -> String {
    let encoded: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value))).collect();
    encoded.join("&")
}

/// How a value can stand in an answer: as it is or as in a JSON text, either percent-encoded or not.
fn spellings(value: &str) -> [String; 4] {
    let json = serde_json::Value::from(value).to_string();
    let json = json.get(1..json.len() - 1).unwrap_or(value);
    [percent_encode(json), percent_encode(value), json.to_owned(), value.to_owned()]
}

/// One word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
