//! Request ids: as unique as the service's, and the same in every run with the same seed.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// Hands out one id after the other.
#[derive(Debug)]
pub(crate) struct RequestIds {
    /// Of which the ids are made after it is mixed.
    seed: AtomicU64,
    next: AtomicU64,
    /// The seed at the start.
    first: u64,
}

impl RequestIds {
    pub(crate) fn new(seed: u64) -> Self {
        RequestIds { seed: AtomicU64::new(mix(seed)), next: AtomicU64::new(0), first: seed }
    }

    pub(crate) fn next(&self) -> RequestId {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let seed = self.seed.load(Ordering::Relaxed);
        let word = |index: u64| {
            let position = number.wrapping_mul(4).wrapping_add(index + 1);
            mix(seed.wrapping_add(position.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        };
        let pair = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
        RequestId { id: pair(word(0), word(1)), trace: pair(word(2), word(3)) }
    }

    pub(crate) fn reset(&self, seed: Option<u64>) {
        self.set_position(seed.unwrap_or(self.first), 0);
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

/// The finaliser of SplitMix64.
pub(crate) fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// The id of a request, `EC2FE94D-A4A2-51A1-A493-5C273A36C46A`, and of its trace.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestId {
    id: u128,
    trace: u128,
}

/// The text of an id, which needs no memory of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IdText<const LENGTH: usize>([u8; LENGTH]);

impl RequestId {
    /// The id as it stands in answers.
    pub(crate) fn text(self) -> IdText<36> {
        // Version 5 and variant 1, as the ids of the service have them.
        let id = self.id & !(0xF << 76 | 0x3 << 62) | 0x5 << 76 | 0x2 << 62;
        let digits = hexadecimal(id, b"0123456789ABCDEF");
        let mut text = [b'-'; 36];
        for (dashes, group) in [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().enumerate() {
            text[dashes + group.start..dashes + group.end].copy_from_slice(&digits[group]);
        }
        IdText(text)
    }

    /// A random number that belongs to the request and follows from the seed.
    pub(crate) fn random(self) -> u64 {
        (self.trace >> 64) as u64
    }

    /// The id of the trace, 32 lower-case hexadecimal digits.
    pub(crate) fn trace(self) -> IdText<32> {
        IdText(hexadecimal(self.trace, b"0123456789abcdef"))
    }
}

impl<const LENGTH: usize> IdText<LENGTH> {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn as_str(&self) -> &str {
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
