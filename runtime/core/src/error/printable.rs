//! Texts from a service, made safe to print.

use std::borrow::Cow;

/// A text from a service, made safe to print: on one line, at most `max_characters` long, and without characters that control
/// a terminal or change the direction of the text.
///
/// White space and control characters become a blank; characters that are not seen are left out.
///
/// ```
/// use twinspec_core::printable;
///
/// assert_eq!(printable("The folder exists.", 100), "The folder exists.");
/// assert_eq!(printable("no\r\nsuch\tpet\u{1b}[2J", 100), "no such pet [2J");
/// assert_eq!(printable("user\u{202e}txt.exe", 100), "usertxt.exe");
/// assert_eq!(printable("one two three", 7), "one two...");
/// ```
pub fn printable(text: &str, max_characters: usize) -> Cow<'_, str> {
    if text.len() <= max_characters && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text {
        return Cow::Borrowed(text);
    }
    let mut line = String::new();
    let mut length = 0;
    let mut blank = false;
    for character in text.chars().filter(|character| !is_hidden(*character)) {
        if character.is_whitespace() || character.is_control() {
            blank = !line.is_empty();
            continue;
        }
        if length + usize::from(blank) >= max_characters {
            line.push_str("...");
            break;
        }
        if std::mem::take(&mut blank) {
            line.push(' ');
            length += 1;
        }
        line.push(character);
        length += 1;
    }
    Cow::Owned(line)
}

/// Whether a character is invisible and controls others. Those that join letters stay: they belong to the
/// spelling of some languages.
fn is_hidden(character: char) -> bool {
    matches!(character,
        // Directions.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Hyphens and blanks of no width, and marks of the order of bytes.
        | '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
        // Annotations and tags.
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
