//! Percent encoding as the signatures define it, and hexadecimal.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode_byte};

/// The unreserved characters of RFC 3986 besides letters and digits stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes text by RFC 3986: everything but `A-Z a-z 0-9 - _ . ~`, bytes of UTF-8 in upper-case hexadecimal.
///
/// ```
/// assert_eq!(twinspec_core::percent_encode(" ~/*-+"), "%20~%2F%2A-%2B");
/// assert_eq!(twinspec_core::percent_encode("\u{4e2d}"), "%E4%B8%AD");
/// ```
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    push_encoded(&mut encoded, text);
    encoded
}

/// Appends what [`percent_encode`] makes of a text.
pub(crate) fn push_encoded(target: &mut String, text: &str) {
    push(target, text, |target, byte| target.push_str(percent_encode_byte(byte)));
}

/// Appends what [`percent_encode`] makes of what it makes of a text.
pub(crate) fn push_encoded_twice(target: &mut String, text: &str) {
    push(target, text, |target, byte| {
        target.push_str("%25");
        target.push_str(percent_encode_byte(byte).trim_start_matches('%'));
    });
}

/// Appends a text; `reserved` appends what stands for a byte that is not unreserved.
fn push(target: &mut String, text: &str, reserved: impl Fn(&mut String, u8)) {
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
            character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| reserved(target, byte));
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

/// Decodes what was percent-encoded and encodes it strictly.
pub(crate) fn percent_encode_anew(text: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(text).collect();
    percent_encoding::percent_encode(&bytes, RESERVED).to_string()
}

/// Appends a pair as queries and forms carry it.
pub(crate) fn push_pair(target: &mut String, name: &str, value: &str) {
    push_encoded(target, name);
    target.push('=');
    push_encoded(target, value);
}

/// Hands over pairs in the order of their names; those of the same name keep theirs.
pub(crate) fn in_order<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], mut each: impl FnMut(&str, &str)) {
    // Most pairs come in order, so that there is nothing to sort.
    if pairs.is_sorted_by(|(one, _), (other, _)| one.as_ref() <= other.as_ref()) {
        return pairs.iter().for_each(|(name, value)| each(name.as_ref(), value.as_ref()));
    }
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    pairs.sort_by_key(|(name, _)| *name);
    pairs.into_iter().for_each(|(name, value)| each(name, value));
}

/// Lower-case hexadecimal of a SHA-256.
pub(crate) struct Hex([u8; 64]);

impl Hex {
    pub(crate) fn of(hash: &[u8; 32]) -> Self {
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(hash) {
            pair.copy_from_slice(&DIGITS[usize::from(*byte)]);
        }
        Hex(text)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
        // Digits are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The two digits of each byte.
const DIGITS: [[u8; 2]; 256] = {
    let digits = b"0123456789abcdef";
    let mut table = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = [digits[byte >> 4], digits[byte & 0xf]];
        byte += 1;
    }
    table
};
