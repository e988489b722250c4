//! Signature V4, `ACS4-HMAC-SHA256`: that of SDKs which come with PyPI `alibabacloud-gateway-pop`.
//!
//! Headers and canonical request are those of [signature V3](super::acs3), with names in the query encoded. What is signed
//! with is not the AccessKey secret but a key that is derived from it, for a day, a region and a product; the `Credential`
//! says which.
//!
//! ```
//! use twinspec_alibaba::signature::acs4::{self, Scope};
//! use twinspec_alibaba::signature::roa_v1::EmptyValues;
//! use twinspec_alibaba::signature::acs3;
//!
//! // A request of alibabacloud-gateway-pop 0.1.3, recorded.
//! let scope = Scope { date: "20261128", region: "cn-hangzhou", product: "Ram" };
//! assert_eq!(scope.credential("testid"), "testid/20261128/cn-hangzhou/Ram/aliyun_v4_request");
//! let headers = [
//!     ("host", "127.0.0.1:35399"),
//!     ("x-acs-action", "GetUser"),
//!     ("x-acs-content-sha256", acs3::EMPTY_HASH),
//!     ("x-acs-credentials-provider", "static_ak"),
//!     ("x-acs-date", "2026-11-28T20:43:46Z"),
//!     ("x-acs-signature-nonce", "2bf46d056437b9610fa4d31b555e4236"),
//!     ("x-acs-version", "2015-05-01"),
//! ];
//! let query = [("UserName", "a b/*~é"), ("Empty", ""), ("Tag.#1#k", "v")];
//! let query = acs4::canonical_query(&query, EmptyValues::WithSign);
//! let canonical_request = acs3::canonical_request("POST", "/", &query, &headers, acs3::EMPTY_HASH);
//! let signature = acs4::sign("testsecret", &scope, &acs4::string_to_sign(&canonical_request));
//! assert_eq!(signature, "ea58738e392e8b8d9b280989496b3a769a9030dd3e321a90faf4af079d8d19a6");
//! ```

use hmac::{Hmac, KeyInit, Mac};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

use super::acs3::{self, QueryKeys};
use super::encoding::Hex;
use super::roa_v1::EmptyValues;
use twinspec_core::split::split;

/// The name of the algorithm, as it is in the `Authorization` header and the string to sign.
pub const ALGORITHM: &str = "ACS4-HMAC-SHA256";

/// Precedes the secret where the key is derived.
const SECRET_PREFIX: &str = "aliyun_v4";

/// The last part of a `Credential`, and what the key is derived for at last.
const REQUEST: &str = "aliyun_v4_request";

/// What a derived key is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The day of the request, `yyyyMMdd`, in UTC.
    pub date: &'a str,
    /// The id of the region, or `center`.
    pub region: &'a str,
    /// The product, as OpenAPI Explorer names it.
    pub product: &'a str,
}

impl<'a> Scope<'a> {
    /// The AccessKey ID and the scope that a `Credential` says; `None` if it is not of the form
    /// `<id>/<date>/<region>/<product>/aliyun_v4_request`.
    pub fn of_credential(credential: &'a str) -> Option<(&'a str, Self)> {
        let mut parts = split(credential, b'/');
        let (access_key_id, date, region, product) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let is_whole = parts.next() == Some(REQUEST) && parts.next().is_none();
        is_whole.then_some((access_key_id, Scope { date, region, product }))
    }

    /// The `Credential` of an access key in this scope.
    pub fn credential(&self, access_key_id: &str) -> String {
        [access_key_id, self.date, self.region, self.product, REQUEST].join("/")
    }
}

/// The canonical query of decoded name-value pairs: sorted by name, names and values percent-encoded. Versions of the
/// official clients differ in whether an empty value has an equals sign; a verifier tries both.
pub fn canonical_query<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], empty_values: EmptyValues) -> String {
    let query = acs3::canonical_query(pairs, QueryKeys::Encoded);
    match empty_values {
        EmptyValues::WithSign => query,
        // Encoded names and values have no sign of their own.
        EmptyValues::WithoutSign => {
            query.split('&').map(|pair| pair.strip_suffix('=').unwrap_or(pair)).collect::<Vec<_>>().join("&")
        }
    }
}

/// The string to sign: the algorithm and the hash of the canonical request, one a line.
pub fn string_to_sign(canonical_request: &str) -> String {
    acs3::string_to_sign_by(ALGORITHM, canonical_request)
}

/// The signature: HMAC-SHA256 in lower-case hexadecimal. Its key is a chain of HMACs over date, region, product and
/// `aliyun_v4_request`, which begins with the secret behind `aliyun_v4`.
pub fn sign(access_key_secret: &str, scope: &Scope<'_>, string_to_sign: &str) -> String {
    let secret = Zeroizing::new([SECRET_PREFIX, access_key_secret].concat());
    let first = hmac(secret.as_bytes(), scope.date);
    let chain = [scope.region, scope.product, REQUEST, string_to_sign];
    let signature = chain.into_iter().fold(first, |key, text| hmac(key.as_slice(), text));
    Hex::of(&signature).as_str().to_owned()
}

fn hmac(key: &[u8], text: &str) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    Zeroizing::new(mac.finalize().into_bytes().into())
}
