//! What of a line of Rust tells its structure: punctuation outside of literals.

/// A character that tells of structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where in the line.
    pub at: usize,
    /// One of the brackets `()[]{}`, or `,`, `.`, `;`, `<`, `>`.
    pub byte: u8,
}

/// The marks of a line, from left to right.
pub(super) struct Marks<'c> {
    bytes: &'c [u8],
    at: usize,
}

impl<'c> Marks<'c> {
    pub(super) fn of(code: &'c str) -> Self {
        Marks { bytes: code.as_bytes(), at: 0 }
    }
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let at = self.at;
            if let Some(end) = literal_end(self.bytes, at) {
                self.at = end;
                continue;
            }
            self.at += 1;
            if matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b',' | b'.' | b';' | b'<' | b'>') {
                return Some(Mark { at, byte });
            }
        }
        None
    }
}

/// Where the literal of a text or a character ends that starts there.
pub(crate) fn literal_end(code: &[u8], start: usize) -> Option<usize> {
    let byte = |at: usize| code.get(at).copied().unwrap_or_default();
    let quote = byte(start);
    // A lifetime has no second quote.
    let is_character = || byte(start + 1) == b'\\' || byte(start + 2) == b'\'';
    if !(quote == b'"' || quote == b'\'' && is_character()) {
        return None;
    }
    let mut at = start + 1;
    while at < code.len() && byte(at) != quote {
        at += if byte(at) == b'\\' { 2 } else { 1 };
    }
    Some(at + 1)
}
