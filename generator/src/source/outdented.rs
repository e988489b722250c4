//! A quoted text whose lines begin no further right than its key, which YAML 1.2 does not allow (section 7.3.1) and most readers
//! accept.

/// The text of a file with the lines of the quoted text that begins at an offset joined, every character where it was.
pub(super) fn joined(text: &str, start: usize) -> Option<String> {
    let quote = text.get(start..)?.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inside = start + 1;
    let mut bytes = text.get(inside..)?.bytes().enumerate().peekable();
    let length = loop {
        let (at, byte) = bytes.next()?;
        let next = bytes.peek().map(|(_, next)| *next);
        match (quote, byte, next) {
            // What is escaped does not end it.
            ('"', b'\\', _) | ('\'', b'\'', Some(b'\'')) => _ = bytes.next(),
            _ if char::from(byte) == quote => break at,
            _ => {}
        }
    };
    let (before, rest) = text.split_at(inside);
    let (quoted, after) = rest.split_at(length);
    let is_split = quoted.contains('\n');
    is_split.then(|| [before, &quoted.replace(['\r', '\n'], " "), after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stays_where_it_was() {
        let text = "a:\n  b: \"one\n  two\" # not \n'this'\n";
        assert_eq!(joined(text, 8).as_deref(), Some("a:\n  b: \"one   two\" # not \n'this'\n"));
        assert_eq!(joined("'it''s\nthis' \n", 0).as_deref(), Some("'it''s this' \n"));
        assert_eq!(joined(text, 0), None);
    }
}
