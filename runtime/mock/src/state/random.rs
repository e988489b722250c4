//! Random texts that are the same in every run with the same seed.

use crate::message::mix;

const LETTERS_AND_DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// A sequence of random numbers.
#[derive(Debug)]
pub(crate) struct Random {
    seed: u64,
    mixed: u64,
    drawn: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random { seed, mixed: mix(seed ^ 0x5EED_0F1D), drawn: 0 }
    }

    /// The seed, and how many numbers were drawn.
    pub(crate) fn position(&self) -> (u64, u64) {
        (self.seed, self.drawn)
    }

    pub(crate) fn set_position(&mut self, seed: u64, drawn: u64) {
        *self = Random { drawn, ..Random::new(seed) };
    }

    fn next(&mut self) -> u64 {
        self.drawn = self.drawn.wrapping_add(1);
        mix(self.mixed.wrapping_add(self.drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A text after a pattern: `?` becomes a letter or digit, `#` a digit, all else stays.
    pub(crate) fn text(&mut self, pattern: &str) -> String {
        let characters = pattern.chars();
        characters
            .map(|character| match character {
                '?' => self.one_of(LETTERS_AND_DIGITS),
                '#' => self.one_of(b"0123456789"),
                other => other,
            })
            .collect()
    }

    fn one_of(&mut self, alphabet: &[u8]) -> char {
        // The alphabets are short and not empty, so the index fits and is in range.
        let index = usize::try_from(self.next() % alphabet.len().max(1) as u64).unwrap_or(0);
        alphabet.get(index).copied().map_or('0', char::from)
    }
}
