//! Percent encoding and order as the signatures define them, and hexadecimal.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str};
use twinspec_core::push_percent_encoded;

/// The unreserved characters of RFC 3986 besides letters and digits stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Appends what [`percent_encode`](twinspec_core::percent_encode) makes of what it makes of a text.
pub(super) fn push_encoded_twice(target: &mut String, text: &str) {
    let start = target.len();
    push_percent_encoded(target, text);
    // Of what was encoded once, only `%` is reserved.
    if target.get(start..).is_some_and(|once| once.contains('%')) {
        let once = target.split_off(start);
        for (position, piece) in once.split('%').enumerate() {
            target.push_str(if position == 0 { "" } else { "%25" });
            target.push_str(piece);
        }
    }
}

/// Decodes what was percent-encoded and encodes it strictly.
pub(super) fn percent_encode_anew(text: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(text).collect();
    percent_encoding::percent_encode(&bytes, RESERVED).to_string()
}

/// Hands over pairs in the order of their names; those of the same name keep theirs.
pub(super) fn in_order<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)], mut each: impl FnMut(&str, &str)) {
    // Most pairs come in order, so that there is nothing to sort.
    if pairs.is_sorted_by(|(one, _), (other, _)| one.as_ref() <= other.as_ref()) {
        return pairs.iter().for_each(|(name, value)| each(name.as_ref(), value.as_ref()));
    }
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
    pairs.sort_by_key(|(name, _)| *name);
    pairs.into_iter().for_each(|(name, value)| each(name, value));
}

/// Lower-case hexadecimal of a SHA-256.
pub(super) struct Hex([u8; 64]);

impl Hex {
    pub(super) fn of(hash: &[u8; 32]) -> Self {
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(hash) {
            pair.copy_from_slice(&DIGITS[usize::from(*byte)]);
        }
        Hex(text)
    }

    pub(super) fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    pub(super) fn as_str(&self) -> &str {
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
