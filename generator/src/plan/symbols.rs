//! Names for the values of an enum that are not words: `>=`, `+1`, `-created`.

use std::borrow::Cow;

/// How many characters are named one by one.
const MOST: usize = 4;

/// What a value is called, before it becomes an identifier. What has letters or digits is called by them.
pub(super) fn spoken(value: &str) -> Cow<'_, str> {
    if value.is_empty() {
        return "empty".into();
    }
    // More than an operator has are a text of another script.
    if value.chars().count() <= MOST && !value.contains(|c: char| c.is_ascii_alphanumeric()) {
        let words: Vec<_> = value.chars().map(word).collect();
        return words.join(" ").into();
    }
    let sign = value.chars().next().filter(|first| matches!(first, '+' | '-'));
    match sign {
        Some(sign) => format!("{} {}", word(sign), value.get(1..).unwrap_or_default()).into(),
        None => value.into(),
    }
}

fn word(symbol: char) -> Cow<'static, str> {
    let known = match symbol {
        '=' => "equal",
        '≠' => "unequal",
        '>' => "greater than",
        '<' => "less than",
        '≥' => "greater than or equal",
        '≤' => "less than or equal",
        '!' => "not",
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question mark",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '_' => "underscore",
        ' ' => "space",
        '(' => "open parenthesis",
        ')' => "close parenthesis",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '"' => "quote",
        '\'' => "apostrophe",
        '`' => "backtick",
        other => return format!("u{:x}", u32::from(other)).into(),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_without_letters_is_called_by_its_characters() {
        let spoken = [">=", "≥", "!=", "≠", "", "+1", "-created", "a-b", "é"].map(spoken);
        let names = [
            "greater than equal",
            "greater than or equal",
            "not equal",
            "unequal",
            "empty",
            "plus 1",
            "minus created",
            "a-b",
            "ue9",
        ];
        assert_eq!(spoken, names);
    }
}
