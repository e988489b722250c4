//! The older RPC signature, `SignatureVersion=1.0`, `SignatureMethod=HMAC-SHA1`.
//!
//! ```
//! use twinspec_alibaba::signature::rpc_v1;
//!
//! let string_to_sign = rpc_v1::string_to_sign("GET", &[("query", "test"), ("body", "test")]);
//! assert_eq!(string_to_sign, "GET&%2F&body%3Dtest%26query%3Dtest");
//! assert_eq!(rpc_v1::sign("secret", &string_to_sign), "XlUyV4sXjOuX5FnjUz9IF9tm5rU=");
//! ```

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use secrecy::zeroize::Zeroizing;

use super::encoding::{in_order, push_encoded_twice};

/// The string to sign of the decoded parameters of query and form together. `Signature`, which is no
/// part of it, may be among them.
pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(method: &str, pairs: &[(N, V)]) -> String {
    let length: usize = pairs.iter().map(|(name, value)| name.as_ref().len() + value.as_ref().len() + 24).sum();
    let mut text = String::with_capacity(length + 16);
    text.push_str(method);
    text.push_str("&%2F&");
    // Names and values are encoded, joined to one text with `=` and `&`, and that text is encoded again.
    let mut first = true;
    in_order(pairs, |name, value| {
        if name == "Signature" {
            return;
        }
        if !std::mem::take(&mut first) {
            text.push_str("%26");
        }
        push_encoded_twice(&mut text, name);
        text.push_str("%3D");
        push_encoded_twice(&mut text, value);
    });
    text
}

/// The signature: HMAC-SHA1 in Base64, keyed with the AccessKey secret and `&`.
pub fn sign(access_key_secret: &str, string_to_sign: &str) -> String {
    let key = Zeroizing::new([access_key_secret, "&"].concat());
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
