//! JSON writes a character beyond U+FFFF as a pair of escapes, `\\ud83d\\ude00` (RFC 8259, section 7). YAML has one escape for it.

use std::borrow::Cow;

/// The text of a file as YAML, every character where it was: a pair of twelve characters becomes an escaped line break, which
/// is nothing, and the one escape.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    if !text.trim_start().starts_with(['{', '[']) || !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut joined = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        joined.push_str(before);
        let taken = match character(escape) {
            Some(character) => {
                joined.push_str(&format!("\\\n\\U{:08X}", u32::from(character)));
                PAIR
            }
            // Whatever is escaped, a backslash too, is not the beginning of another escape.
            None => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        let (taken, after) = escape.split_at(taken);
        if taken.len() != PAIR {
            joined.push_str(taken);
        }
        rest = after;
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

/// The length of a pair.
const PAIR: usize = 12;

/// The character of the pair that a text begins with.
fn character(text: &str) -> Option<char> {
    let pair = text.get(..PAIR)?;
    let unit = |escape: &str| u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok();
    let units = [unit(pair.get(..6)?)?, unit(pair.get(6..)?)?];
    let is_pair = (0xd800..0xdc00).contains(&units[0]);
    char::decode_utf16(units).next()?.ok().filter(|_| is_pair)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_pair_becomes_one_escape_of_the_same_length() {
        let text = r#"{"a": "x \ud83d\ude00 y", "b": "\\ud83d\ude00", "c": "\u00e9\ud83d"}"#;
        let expected = "{\"a\": \"x \\\n\\U0001F600 y\", \"b\": \"\\\\ud83d\\ude00\", \"c\": \"\\u00e9\\ud83d\"}";
        assert_eq!(joined(text), expected);
        assert_eq!(joined(text).len(), text.len());
        assert_eq!(joined(r"a: \ud83d\ude00"), r"a: \ud83d\ude00");
    }
}
