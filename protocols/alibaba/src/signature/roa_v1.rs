//! The older ROA signature, `Authorization: acs <id>:<signature>`, `x-acs-signature-method: HMAC-SHA1`.
//!
//! ```
//! use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
//!
//! let headers = [("Accept", "application/json"), ("x-acs-version", "2015-12-15")];
//! let query = [("q", "a b"), ("e", "")];
//! let string_to_sign = roa_v1::string_to_sign("GET", "/clusters", &query, &headers, EmptyValues::WithSign);
//! assert_eq!(string_to_sign, "GET\napplication/json\n\n\n\nx-acs-version:2015-12-15\n/clusters?e=&q=a b");
//! // A vector of the official SDKs.
//! assert_eq!(roa_v1::sign("secret", "GET\n\n\n\n\n"), "XGXDWA78AEvx/wmfxKoVCq/afWw=");
//! ```

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How a query parameter with an empty value is in the string to sign. SDKs differ; a verifier tries both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyValues {
    /// `name=`, as the SDKs for Node.js write it.
    WithSign,
    /// `name`, as those for Python and Go write it.
    WithoutSign,
}

/// The string to sign.
///
/// * `path`: as it is sent.
/// * `query`: the decoded pairs; they are signed as they are, sorted by name.
/// * `headers`: all of the request; `accept`, `content-md5`, `content-type`, `date` and `x-acs-*` are signed.
pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(
    method: &str,
    path: &str,
    query: &[(N, V)],
    headers: &[(N, V)],
    empty_values: EmptyValues,
) -> String {
    let header = |name: &str| {
        let found = headers.iter().find(|(other, _)| other.as_ref().eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_ref())
    };
    let mut text = format!("{method}\n");
    for name in ["accept", "content-md5", "content-type", "date"] {
        text.push_str(header(name));
        text.push('\n');
    }
    let mut own: Vec<(String, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_ref().to_ascii_lowercase(), value.as_ref()))
        .filter(|(name, _)| name.starts_with("x-acs-"))
        .collect();
    own.sort_unstable();
    for (name, value) in own {
        text.push_str(&format!("{name}:{}\n", value.replace(['\t', '\n', '\r'], " ").trim()));
    }
    text.push_str(path);
    let mut pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    pairs.sort_by_key(|(name, _)| *name);
    for (position, (name, value)) in pairs.into_iter().enumerate() {
        text.push(if position == 0 { '?' } else { '&' });
        text.push_str(name);
        if !value.is_empty() || empty_values == EmptyValues::WithSign {
            text.push('=');
            text.push_str(value);
        }
    }
    text
}

/// The signature: HMAC-SHA1 in Base64, keyed with the AccessKey secret as it is.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(access_key_secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
