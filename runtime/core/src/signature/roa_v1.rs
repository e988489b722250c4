//! The older ROA signature, `x-acs-signature-version: 1.0`, `x-acs-signature-method: HMAC-SHA1`.
//!
//! ```
//! use acs_core::signature::roa_v1::{self, EmptyValues};
//!
//! let headers = [("Accept", "application/json"), ("x-acs-version", "2015-12-15")];
//! let query = [("name", "a b"), ("tag", "")];
//! let text = roa_v1::string_to_sign("GET", &headers, "/clusters", &query, EmptyValues::Bare);
//! assert_eq!(text, "GET\napplication/json\n\n\n\nx-acs-version:2015-12-15\n/clusters?name=a b&tag");
//! assert_eq!(roa_v1::sign("secret", "GET\n\n\n\n\n"), "XGXDWA78AEvx/wmfxKoVCq/afWw=");
//! ```

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How a query parameter with an empty value stands in the string to sign. SDKs differ; a verifier tries both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyValues {
    /// `name`, as the SDKs for Python and Go write it.
    Bare,
    /// `name=`, as the SDKs for Node.js write it.
    WithEquals,
}

/// The string to sign.
///
/// * `method`: in upper case.
/// * `headers`: all headers of the request; those that are signed are taken from it.
/// * `path`: as it stands in the request line.
/// * `query`: decoded; it is signed decoded.
pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(
    method: &str,
    headers: &[(N, V)],
    path: &str,
    query: &[(impl AsRef<str>, impl AsRef<str>)],
    empty_values: EmptyValues,
) -> String {
    let headers: BTreeMap<String, &str> =
        headers.iter().map(|(name, value)| (name.as_ref().to_ascii_lowercase(), value.as_ref())).collect();
    let mut text = format!("{method}\n");
    for name in ["accept", "content-md5", "content-type", "date"] {
        text.push_str(headers.get(name).copied().unwrap_or_default());
        text.push('\n');
    }
    for (name, value) in headers.iter().filter(|(name, _)| name.starts_with("x-acs-")) {
        let value = value.replace(['\t', '\n', '\r'], " ");
        text.extend([name, ":", value.trim(), "\n"]);
    }
    text.push_str(path);
    let mut query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    query.sort_by_key(|(name, _)| *name);
    for (position, (name, value)) in query.into_iter().enumerate() {
        text.push(if position == 0 { '?' } else { '&' });
        text.push_str(name);
        if !value.is_empty() || empty_values == EmptyValues::WithEquals {
            text.push('=');
        }
        text.push_str(value);
    }
    text
}

/// The signature: HMAC-SHA1 in Base64, keyed with the AccessKey secret as it is.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(access_key_secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// AccessKey ID and signature of an `Authorization` header, `acs <id>:<signature>`.
///
/// ```
/// let authorization = acs_core::signature::roa_v1::authorization("acs testid:XGXD=");
/// assert_eq!(authorization, Some(("testid", "XGXD=")));
/// ```
pub fn authorization(header: &str) -> Option<(&str, &str)> {
    let (id, signature) = header.strip_prefix("acs ")?.split_once(':')?;
    (!id.is_empty() && !signature.is_empty()).then_some((id, signature))
}
