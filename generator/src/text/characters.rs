//! Characters that are not seen, or that change how others are seen.

use std::fmt::Write;

/// Whether a character shows itself: no control character, none of those for format, direction, variants or private use, and
/// no letter without a shape.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !is_variation_selector(c)
        && !matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..
        )
}

/// Whether a character only chooses a variant of the one before it: `\u{fe0f}` makes a sign an emoji.
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Lines that end as on Unix, of characters that are seen; another one is written as in Rust, `\u{202e}`.
pub(crate) fn visible(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || matches!(byte, b' ' | b'\n' | b'\t')) {
        return text.to_owned();
    }
    let mut visible = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    // Letters and signs beyond ASCII may have variants; one of a variant has none.
    let mut has_variants = false;
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    visible.push('\n');
                }
            }
            '\n' | '\t' => visible.push(c),
            c if is_visible(c) || has_variants && is_variation_selector(c) => visible.push(c),
            c => _ = write!(visible, "\\u{{{:x}}}", u32::from(c)),
        }
        has_variants = is_visible(c) && !c.is_ascii();
    }
    visible
}

/// A string of a TOML file.
pub(crate) fn toml(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            c if is_visible(c) => string.push(c),
            c => _ = write!(string, "\\U{:08X}", u32::from(c)),
        }
    }
    string.push('"');
    string
}

/// JSON over several lines. JSON has escapes of its own for what is not seen.
pub(crate) fn json(value: &serde_json::Value) -> String {
    let mut json = String::new();
    for c in format!("{value:#}").chars() {
        match c {
            c if c == '\n' || is_visible(c) => json.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(json, "\\u{unit:04x}")),
        }
    }
    json
}
