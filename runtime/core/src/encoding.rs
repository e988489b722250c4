//! Percent encoding as the signatures define it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The unreserved characters of RFC 3986 besides letters and digits stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes text by RFC 3986: everything but `A-Z a-z 0-9 - _ . ~`, bytes of UTF-8 in upper-case hexadecimal.
///
/// ```
/// assert_eq!(acs_core::percent_encode(" ~/*-+"), "%20~%2F%2A-%2B");
/// assert_eq!(acs_core::percent_encode("\u{4e2d}"), "%E4%B8%AD");
/// ```
pub fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 0xf)]]).collect()
}
