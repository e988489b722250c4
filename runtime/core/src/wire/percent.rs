//! Percent encoding.

use percent_encoding::percent_encode_byte;

/// Percent-encodes text by RFC 3986: everything but `A-Z a-z 0-9 - _ . ~`, bytes of UTF-8 in upper-case hexadecimal.
///
/// ```
/// assert_eq!(twinspec_core::percent_encode(" ~/*-+"), "%20~%2F%2A-%2B");
/// assert_eq!(twinspec_core::percent_encode("\u{4e2d}"), "%E4%B8%AD");
/// ```
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    push_percent_encoded(&mut encoded, text);
    encoded
}

/// Appends what [`percent_encode`] makes of a text.
pub fn push_percent_encoded(target: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let unreserved = rest.bytes().position(|byte| !UNRESERVED[usize::from(byte)]);
        // Unreserved characters have one byte each, so what follows them begins with a character.
        let Some((plain, others)) = unreserved.and_then(|length| rest.split_at_checked(length)) else {
            return target.push_str(rest);
        };
        target.push_str(plain);
        let mut characters = others.chars();
        if let Some(character) = characters.next() {
            let mut bytes = [0; 4];
            character.encode_utf8(&mut bytes).bytes().for_each(|byte| target.push_str(percent_encode_byte(byte)));
        }
        rest = characters.as_str();
    }
}

const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let value = byte as u8;
        table[byte] = value.is_ascii_alphanumeric() || matches!(value, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// Appends a pair as queries and forms carry it.
pub(crate) fn push_pair(target: &mut String, name: &str, value: &str) {
    push_percent_encoded(target, name);
    target.push('=');
    push_percent_encoded(target, value);
}
