//! The parser counts characters, a place counts bytes.

use saphyr_parser::Marker;

/// Turns one into the other. What is asked for follows what was asked for before, or is a little before it.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// Whether each character has one byte.
    is_ascii: bool,
    /// A character and its first byte.
    character: usize,
    byte: usize,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, is_ascii: text.is_ascii(), character: 0, byte: 0 }
    }

    pub(super) fn of(&mut self, marker: Marker) -> usize {
        if self.is_ascii {
            return marker.index();
        }
        let (before, after) = self.text.split_at_checked(self.byte).unwrap_or((self.text, ""));
        if let Some(forward) = marker.index().checked_sub(self.character) {
            for character in after.chars().take(forward) {
                self.byte += character.len_utf8();
                self.character += 1;
            }
        } else {
            for character in before.chars().rev().take(self.character - marker.index()) {
                self.byte -= character.len_utf8();
                self.character -= 1;
            }
        }
        self.byte
    }
}
