//! Request ids: as unique as the service's, and the same in every run with the same seed.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// What the ids of a family of APIs look like, and where they are.
#[derive(Debug, Clone, Copy)]
pub struct IdForm {
    /// The header with the id of the request, in lower case.
    pub header: &'static str,
    /// The header with the id of its trace, in lower case, if answers have one.
    pub trace_header: Option<&'static str>,
    /// The members of a body, at its top, one of which can be the id of the request: the names that APIs give it. An answer
    /// that is not described has the first of them.
    pub members: &'static [&'static str],
    /// The version in an id, which is a UUID.
    pub version: u8,
    /// Whether its digits are upper-case letters.
    pub is_upper_case: bool,
}

impl IdForm {
    /// A random UUID in lower case, in the header `x-request-id`.
    pub const PLAIN: IdForm =
        IdForm { header: "x-request-id", trace_header: None, members: &[], version: 4, is_upper_case: false };
}

/// Hands out one id after the other.
#[derive(Debug)]
pub(crate) struct RequestIds {
    /// Of which the ids are made after it is mixed.
    seed: AtomicU64,
    next: AtomicU64,
    /// The seed at the start.
    first: u64,
    form: &'static IdForm,
}

impl RequestIds {
    pub(crate) fn new(seed: u64, form: &'static IdForm) -> Self {
        RequestIds { seed: AtomicU64::new(mix(seed)), next: AtomicU64::new(0), first: seed, form }
    }

    pub(crate) fn next(&self) -> RequestId {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let seed = self.seed.load(Ordering::Relaxed);
        let word = |index: u64| {
            let position = number.wrapping_mul(4).wrapping_add(index + 1);
            mix(seed.wrapping_add(position.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        };
        let pair = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
        RequestId { id: pair(word(0), word(1)), trace: pair(word(2), word(3)), form: self.form }
    }

    pub(crate) fn reset(&self, seed: Option<u64>) {
        self.set_position(seed.unwrap_or(self.first), 0);
    }

    /// What they are made of: a number that is as good a seed as the one that was given.
    pub(crate) fn seed(&self) -> u64 {
        self.seed.load(Ordering::Relaxed)
    }

    /// How many were handed out.
    pub(crate) fn position(&self) -> u64 {
        self.next.load(Ordering::Relaxed)
    }

    pub(crate) fn set_position(&self, seed: u64, next: u64) {
        self.seed.store(mix(seed), Ordering::Relaxed);
        self.next.store(next, Ordering::Relaxed);
    }
}

/// A number that looks random and follows from another one: the finaliser of SplitMix64.
pub fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// The id of a request, `EC2FE94D-A4A2-51A1-A493-5C273A36C46A`, and of its trace.
#[derive(Debug, Clone, Copy)]
pub struct RequestId {
    id: u128,
    trace: u128,
    form: &'static IdForm,
}

/// The text of an id, which needs no memory of its own.
#[derive(Debug, Clone, Copy)]
pub struct IdText<const LENGTH: usize>([u8; LENGTH]);

impl RequestId {
    /// The id as it is in answers.
    pub fn text(self) -> IdText<36> {
        // Variant 1 of a UUID.
        let id = self.id & !(0xF << 76 | 0x3 << 62) | u128::from(self.form.version & 0xF) << 76 | 0x2 << 62;
        let digits = match self.form.is_upper_case {
            true => hexadecimal(id, b"0123456789ABCDEF"),
            false => hexadecimal(id, b"0123456789abcdef"),
        };
        let mut text = [b'-'; 36];
        for (dashes, group) in [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().enumerate() {
            text[dashes + group.start..dashes + group.end].copy_from_slice(&digits[group]);
        }
        IdText(text)
    }

    /// Shows the headers that it has in an answer.
    pub(crate) fn each_header(self, mut show: impl FnMut(&'static str, &[u8])) {
        show(self.form.header, self.text().as_bytes());
        if let Some(header) = self.form.trace_header {
            show(header, self.trace().as_bytes());
        }
    }

    /// A random number that belongs to the request and follows from the seed.
    pub(crate) fn random(self) -> u64 {
        (self.trace >> 64) as u64
    }

    /// The id of the trace, 32 lower-case hexadecimal digits.
    pub fn trace(self) -> IdText<32> {
        IdText(hexadecimal(self.trace, b"0123456789abcdef"))
    }
}

impl<const LENGTH: usize> IdText<LENGTH> {
    /// The text as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        // All of it is ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

fn hexadecimal(number: u128, digits: &[u8; 16]) -> [u8; 32] {
    let mut text = [0; 32];
    for (pair, byte) in text.chunks_exact_mut(2).zip(number.to_be_bytes()) {
        pair.copy_from_slice(&[digits[usize::from(byte >> 4)], digits[usize::from(byte & 0xF)]]);
    }
    text
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}
