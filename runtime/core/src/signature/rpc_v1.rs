//! The older RPC signature, `SignatureVersion=1.0`, `SignatureMethod=HMAC-SHA1`.
//!
//! ```
//! use acs_core::signature::rpc_v1;
//!
//! let string_to_sign = rpc_v1::string_to_sign("GET", &[("query", "test"), ("body", "test")]);
//! assert_eq!(string_to_sign, "GET&%2F&body%3Dtest%26query%3Dtest");
//! assert_eq!(rpc_v1::sign("secret", &string_to_sign), "XlUyV4sXjOuX5FnjUz9IF9tm5rU=");
//! ```

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::encoding::percent_encode;

/// The string to sign of the decoded parameters of query and form together. `Signature`, which is no
/// part of it, may be among them.
pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(method: &str, pairs: &[(N, V)]) -> String {
    let mut pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()))
        .filter(|(name, _)| *name != "Signature")
        .collect();
    pairs.sort_by_key(|(name, _)| *name);
    let canonicalized: Vec<String> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value))).collect();
    format!("{method}&%2F&{}", percent_encode(&canonicalized.join("&")))
}

/// The signature: HMAC-SHA1 in Base64, keyed with the AccessKey secret and `&`.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let key = format!("{access_key_secret}&");
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
