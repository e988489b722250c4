//! Characters that are not seen, or that change how others are seen.

use std::fmt::Write;

/// Whether a character shows itself: no control character, and none of those for format, direction or private use.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e00ff}' | '\u{f0000}'..
        )
}

/// Lines that end as on Unix, of characters that are seen; another one is written as in Rust, `\u{202e}`.
pub(super) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    visible.push('\n');
                }
            }
            '\n' | '\t' => visible.push(c),
            c if is_visible(c) => visible.push(c),
            c => _ = write!(visible, "\\u{{{:x}}}", u32::from(c)),
        }
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
