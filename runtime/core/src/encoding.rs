//! Percent encoding as the signatures define it, and hexadecimal.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};

/// The unreserved characters of RFC 3986 besides letters and digits stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes text by RFC 3986: everything but `A-Z a-z 0-9 - _ . ~`, bytes of UTF-8 in upper-case hexadecimal.
///
/// ```
/// assert_eq!(acs_core::percent_encode(" ~/*-+"), "%20~%2F%2A-%2B");
/// assert_eq!(acs_core::percent_encode("\u{4e2d}"), "%E4%B8%AD");
/// ```
pub fn percent_encode(text: &str) -> String {
    percent_encoded(text).to_string()
}

/// What [`percent_encode`] makes of a text, piece by piece.
pub(crate) fn percent_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Decodes what was percent-encoded and encodes it strictly.
pub(crate) fn percent_encode_anew(text: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(text).collect();
    percent_encoding::percent_encode(&bytes, RESERVED).to_string()
}

/// Appends a pair as queries and forms carry it.
pub(crate) fn push_pair(target: &mut String, name: &str, value: &str) {
    target.extend(percent_encoded(name));
    target.push('=');
    target.extend(percent_encoded(value));
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xf] {
            text.push(char::from(DIGITS[usize::from(nibble)]));
        }
    }
    text
}
