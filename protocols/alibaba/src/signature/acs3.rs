//! Signature V3, `ACS3-HMAC-SHA256`.
//!
//! ```
//! use twinspec_alibaba::signature::acs3::{self, QueryKeys};
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
use std::fmt;
use std::ops::Range;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use twinspec_core::push_percent_encoded;

use super::encoding::{Hex, in_order, percent_encode_anew};

/// The name of the algorithm, as it is in the `Authorization` header and the string to sign.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// How the names of query parameters are written in a canonical query.
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

/// The [`hash`] of an empty body.
///
/// ```
/// use twinspec_alibaba::signature::acs3;
///
/// assert_eq!(acs3::hash(b""), acs3::EMPTY_HASH);
/// ```
pub const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The hash of a body, sent as `x-acs-content-sha256`: SHA-256 in lower-case hexadecimal.
pub fn hash(payload: &[u8]) -> String {
    sha256(payload).as_str().to_owned()
}

fn sha256(bytes: &[u8]) -> Hex {
    Hex::of(&Sha256::digest(bytes).into())
}

/// The canonical query of decoded name-value pairs: sorted by name, values percent-encoded, `name=` for
/// an empty value. Pairs of the same name keep their order.
pub fn canonical_query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], keys: QueryKeys) -> String {
    let mut query = String::with_capacity(length_of(pairs));
    push_query(&mut query, pairs, keys);
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
    let mut request = String::with_capacity(path.len() + canonical_query.len() + 2 * length_of(headers) + 128);
    push_line(&mut request, method, path);
    request.push_str(canonical_query);
    push_headers(&mut request, &canonical_headers(headers), payload_hash);
    request
}

/// The path as it was probably signed, where an HTTP stack rewrote it afterwards: each segment decoded and encoded
/// strictly. A verifier tries the path of the request line first, then this one.
///
/// ```
/// let path = twinspec_alibaba::signature::acs3::normalized_path("/a*/b%2Fc");
/// assert_eq!(path, "/a%2A/b%2Fc");
/// ```
pub fn normalized_path(path: &str) -> String {
    path.split('/').map(percent_encode_anew).collect::<Vec<_>>().join("/")
}

/// The string to sign: the algorithm and the hash of the canonical request, one a line.
pub fn string_to_sign(canonical_request: &str) -> String {
    string_to_sign_by(ALGORITHM, canonical_request)
}

/// The same of another algorithm.
pub(crate) fn string_to_sign_by(algorithm: &str, canonical_request: &str) -> String {
    [algorithm, "\n", sha256(canonical_request.as_bytes()).as_str()].concat()
}

/// The signature: HMAC-SHA256 in lower-case hexadecimal, keyed with the AccessKey secret as it is.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    SigningKey::new(access_key_secret).signature(string_to_sign)
}

/// An AccessKey secret that is ready to sign, for who signs more than once with it. It is as secret as the secret,
/// not shown by `Debug`, and overwritten when it is dropped.
///
/// ```
/// use twinspec_alibaba::signature::acs3::{self, SigningKey};
///
/// let key = SigningKey::new("YourAccessKeySecret");
/// let headers = [("host", "ecs.cn-shanghai.aliyuncs.com"), ("x-acs-action", "RunInstances")];
/// let query = [("RegionId", "cn-shanghai")];
/// let empty = acs3::hash(b"");
/// let authorization = key.authorization("YourAccessKeyId", "POST", "/", &query, &headers, &empty);
/// assert!(authorization.starts_with(
///     "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action,Signature="
/// ));
/// ```
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// The key of an AccessKey secret.
    pub fn new(access_key_secret: &str) -> Self {
        SigningKey(Hmac::new_from_slice(access_key_secret.as_bytes()).expect("HMAC takes keys of any length"))
    }

    /// The `Authorization` header of a request, all steps at once: what [`canonical_query`] with
    /// [`QueryKeys::Raw`], [`canonical_request`], [`string_to_sign`] and [`sign`] lead to. The arguments are theirs.
    pub fn authorization(
        &self,
        access_key_id: &str,
        method: &str,
        path: &str,
        query: &[(&str, &str)],
        headers: &[(&str, &str)],
        payload_hash: &str,
    ) -> String {
        let (request, names) = whole_request(method, path, query, QueryKeys::Raw, headers, payload_hash);
        let names = request.get(names).unwrap_or_default();
        let signature = self.sign_request(&request);
        let parts =
            [ALGORITHM, " Credential=", access_key_id, ",SignedHeaders=", names, ",Signature=", signature.as_str()];
        parts.concat()
    }

    /// The signature of a request, all steps at once, as a verifier recomputes it; what goes into the `Authorization` header.
    /// `keys` is for [`canonical_query`], the other arguments are those of [`authorization`](Self::authorization).
    ///
    /// ```
    /// use twinspec_alibaba::signature::acs3::{EMPTY_HASH, QueryKeys, SigningKey};
    ///
    /// let key = SigningKey::new("YourAccessKeySecret");
    /// let (query, headers) = ([("RegionId", "cn-shanghai")], [("x-acs-action", "RunInstances")]);
    /// let signature = key.request_signature("POST", "/", &query, QueryKeys::Raw, &headers, EMPTY_HASH);
    /// assert!(key.authorization("id", "POST", "/", &query, &headers, EMPTY_HASH).ends_with(&signature));
    /// ```
    pub fn request_signature<N: AsRef<str>, V: AsRef<str>>(
        &self,
        method: &str,
        path: &str,
        query: &[(N, V)],
        keys: QueryKeys,
        headers: &[(&str, &str)],
        payload_hash: &str,
    ) -> String {
        let (request, _) = whole_request(method, path, query, keys, headers, payload_hash);
        self.sign_request(&request).as_str().to_owned()
    }

    /// The signature of a canonical request.
    fn sign_request(&self, canonical_request: &str) -> Hex {
        let hash = sha256(canonical_request.as_bytes());
        self.sign(&[ALGORITHM.as_bytes(), b"\n", hash.as_bytes()])
    }

    /// The signature of a string to sign, as [`sign`] returns it.
    pub fn signature(&self, string_to_sign: &str) -> String {
        self.sign(&[string_to_sign.as_bytes()]).as_str().to_owned()
    }

    /// The signature of a string that is in pieces.
    fn sign(&self, string_to_sign: &[&[u8]]) -> Hex {
        let mut mac = self.0.clone();
        string_to_sign.iter().for_each(|piece| mac.update(piece));
        Hex::of(&mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(***)")
    }
}

/// The canonical request in one go, and where in it the `SignedHeaders` are.
fn whole_request<N: AsRef<str>, V: AsRef<str>>(
    method: &str,
    path: &str,
    query: &[(N, V)],
    keys: QueryKeys,
    headers: &[(&str, &str)],
    payload_hash: &str,
) -> (String, Range<usize>) {
    let length = path.len() + length_of(query) + 2 * length_of(headers) + 128;
    let mut request = String::with_capacity(length);
    push_line(&mut request, method, path);
    push_query(&mut request, query, keys);
    let names = match is_canonical(headers) {
        true => push_headers(&mut request, headers, payload_hash),
        false => push_headers(&mut request, &canonical_headers(headers), payload_hash),
    };
    (request, names)
}

/// How much room a list of pairs takes, with some to spare for what has to be encoded.
fn length_of<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> usize {
    pairs.iter().map(|(name, value)| name.as_ref().len() + value.as_ref().len() + 16).sum()
}

fn push_line(request: &mut String, method: &str, path: &str) {
    for part in [method, "\n", if path.is_empty() { "/" } else { path }, "\n"] {
        request.push_str(part);
    }
}

fn push_query<N: AsRef<str>, V: AsRef<str>>(request: &mut String, pairs: &[(N, V)], keys: QueryKeys) {
    let mut first = true;
    in_order(pairs, |name, value| {
        if !std::mem::take(&mut first) {
            request.push('&');
        }
        match keys {
            QueryKeys::Raw => request.push_str(name),
            QueryKeys::Encoded => push_percent_encoded(request, name),
        }
        request.push('=');
        push_percent_encoded(request, value);
    });
}

/// Everything after the query, and where in the text the `SignedHeaders` are. The headers are those of
/// [`canonical_headers`].
fn push_headers<N: AsRef<str>>(request: &mut String, headers: &[(N, &str)], payload_hash: &str) -> Range<usize> {
    let mut previous = None;
    for (name, value) in headers {
        // The values of a name that occurs more than once are in one line.
        let name = name.as_ref();
        if previous.replace(name) == Some(name) {
            request.push(',');
        } else {
            request.push('\n');
            request.push_str(name);
            request.push(':');
        }
        request.push_str(value);
    }
    request.push_str("\n\n");
    let start = request.len();
    push_names(headers, request);
    let names = start..request.len();
    request.push('\n');
    request.push_str(payload_hash);
    names
}

/// Whether headers are as [`canonical_headers`] would make them, so that nothing needs to be copied and sorted.
fn is_canonical(headers: &[(&str, &str)]) -> bool {
    headers.is_sorted() && headers.iter().all(|(name, value)| !has_upper_case(name) && !has_blank_ends(value))
}

/// Headers with their names in lower case, sorted by name and then by value.
fn canonical_headers<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> Vec<(Cow<'_, str>, &str)> {
    let mut canonical: Vec<_> =
        headers.iter().map(|(name, value)| (in_lower_case(name.as_ref()), value.as_ref().trim_ascii())).collect();
    canonical.sort_unstable();
    canonical
}

fn in_lower_case(name: &str) -> Cow<'_, str> {
    match has_upper_case(name) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

fn has_blank_ends(value: &str) -> bool {
    let bytes = value.as_bytes();
    [bytes.first(), bytes.last()].into_iter().flatten().any(u8::is_ascii_whitespace)
}

fn has_upper_case(name: &str) -> bool {
    // Without an early end, which is hardly ever met, several bytes are looked at in one step.
    name.bytes().fold(false, |found, byte| found | byte.is_ascii_uppercase())
}

/// The names, each once, joined with `;`.
fn push_names<N: AsRef<str>>(headers: &[(N, &str)], list: &mut String) {
    let mut previous = None;
    for (name, _) in headers {
        let name = name.as_ref();
        let before = previous.replace(name);
        if before != Some(name) {
            if before.is_some() {
                list.push(';');
            }
            list.push_str(name);
        }
    }
}
