//! Signature V3, `ACS3-HMAC-SHA256`.
//!
//! ```
//! use acs_core::signature::acs3::{self, QueryKeys};
//!
//! // The example of the official documentation, "V3 request structure and signature".
//! let empty = acs3::hash(b"");
//! let query = acs3::canonical_query(
//!     &[
//!         ("RegionId", "cn-shanghai"),
//!         ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
//!     ],
//!     QueryKeys::Raw,
//! );
//! let headers = [
//!     ("host", "ecs.cn-shanghai.aliyuncs.com"),
//!     ("x-acs-action", "RunInstances"),
//!     ("x-acs-content-sha256", &empty),
//!     ("x-acs-date", "2023-10-26T10:22:32Z"),
//!     ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
//!     ("x-acs-version", "2014-05-26"),
//! ];
//! let canonical_request = acs3::canonical_request("POST", "/", &query, &headers, &empty);
//! let string_to_sign = acs3::string_to_sign(&canonical_request);
//! assert_eq!(
//!     acs3::sign("YourAccessKeySecret", &string_to_sign),
//!     "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
//! );
//! ```

use std::borrow::Cow;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::encoding::{hex, percent_encode_anew, percent_encoded};

/// The name of the algorithm, as it stands in the `Authorization` header and the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// How the names of query parameters stand in a canonical query.
///
/// The documentation encodes names and values, the official SDKs write names as they are. The two
/// differ only for names with reserved characters; a verifier tries both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryKeys {
    /// As they are, as the official SDKs write them.
    Raw,
    /// Percent-encoded, as the documentation has it.
    Encoded,
}

/// The hash of a body, sent as `x-acs-content-sha256`: SHA-256 in lower-case hexadecimal.
pub fn hash(payload: &[u8]) -> String {
    hex(&Sha256::digest(payload))
}

/// The canonical query of decoded name-value pairs: sorted by name, values percent-encoded, `name=` for
/// an empty value. Pairs of the same name keep their order.
pub fn canonical_query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], keys: QueryKeys) -> String {
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    pairs.sort_by_key(|(name, _)| *name);
    let mut query = String::with_capacity(pairs.iter().map(|(name, value)| name.len() + value.len() + 16).sum());
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        match keys {
            QueryKeys::Raw => query.push_str(name),
            QueryKeys::Encoded => query.extend(percent_encoded(name)),
        }
        query.push('=');
        query.extend(percent_encoded(value));
    }
    query
}

/// The `SignedHeaders` of a request: the names in lower case, sorted, each once, joined with `;`.
pub fn signed_headers<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> String {
    let mut list = String::new();
    push_names(&canonical_headers(headers), &mut list);
    list
}

/// The canonical request, the text whose hash is signed.
///
/// * `method`: in upper case.
/// * `path`: percent-encoded; an empty one is signed as `/`.
/// * `canonical_query`: of [`canonical_query`].
/// * `headers`: exactly those to be signed, in any order and case.
/// * `payload_hash`: of [`hash`].
pub fn canonical_request<N: AsRef<str>, V: AsRef<str>>(
    method: &str,
    path: &str,
    canonical_query: &str,
    headers: &[(N, V)],
    payload_hash: &str,
) -> String {
    let path = if path.is_empty() { "/" } else { path };
    let headers = canonical_headers(headers);
    let lengths = headers.iter().map(|(name, value)| 2 * name.len() + value.len() + 3);
    let length = lengths.sum::<usize>() + method.len() + path.len() + canonical_query.len() + payload_hash.len() + 8;
    let mut request = String::with_capacity(length);
    for part in [method, path, canonical_query] {
        request.push_str(part);
        request.push('\n');
    }
    let mut previous = None;
    for (name, value) in &headers {
        // The values of a name that occurs more than once stand in one line.
        match previous.replace(name) {
            Some(before) if before == name => request.push(','),
            before => {
                request.push_str(if before.is_some() { "\n" } else { "" });
                request.push_str(name);
                request.push(':');
            }
        }
        request.push_str(value);
    }
    request.push_str(if previous.is_some() { "\n\n" } else { "\n" });
    push_names(&headers, &mut request);
    request.push('\n');
    request.push_str(payload_hash);
    request
}

/// The path as it was probably signed, where an HTTP stack rewrote it afterwards: each segment decoded and encoded
/// strictly. A verifier tries the path of the request line first, then this one.
///
/// ```
/// let path = acs_core::signature::acs3::normalized_path("/a*/b%2Fc");
/// assert_eq!(path, "/a%2A/b%2Fc");
/// ```
pub fn normalized_path(path: &str) -> String {
    path.split('/').map(percent_encode_anew).collect::<Vec<_>>().join("/")
}

/// The string to sign: the algorithm and the hash of the canonical request, one a line.
pub fn string_to_sign(canonical_request: &str) -> String {
    let hash = hash(canonical_request.as_bytes());
    [ALGORITHM, "\n", &hash].concat()
}

/// The signature: HMAC-SHA256 in lower-case hexadecimal, keyed with the AccessKey secret as it is.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(access_key_secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// Headers with their names in lower case, sorted by name and then by value.
fn canonical_headers<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> Vec<(Cow<'_, str>, &str)> {
    let mut canonical: Vec<_> =
        headers.iter().map(|(name, value)| (in_lower_case(name.as_ref()), value.as_ref().trim())).collect();
    canonical.sort_unstable();
    canonical
}

fn in_lower_case(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// The names, each once, joined with `;`.
fn push_names(headers: &[(Cow<'_, str>, &str)], list: &mut String) {
    let mut previous = None;
    for (name, _) in headers {
        if previous != Some(name) {
            list.push_str(if previous.is_some() { ";" } else { "" });
            list.push_str(name);
        }
        previous = Some(name);
    }
}
