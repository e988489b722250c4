//! Percent encoding as the signatures define it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

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
