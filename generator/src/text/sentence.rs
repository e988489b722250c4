//! The first sentence of a text, for where a whole text is too long. Its end is not that of a line: texts are wrapped.

use super::characters::visible;

/// Words that end in a period in the middle of a sentence.
const ABBREVIATIONS: [&str; 11] = ["e.g", "i.e", "etc", "vs", "cf", "approx", "resp", "incl", "no", "fig", "eq"];

/// The first sentence of a text, in one line and not yet fit for Markdown. Where its end is not clear, it is more: the
/// whole paragraph, or the whole text if the paragraph leads up to what follows it. Nothing is cut in the middle.
pub(crate) fn first_sentence(text: &str) -> String {
    let text = visible(text);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = text.trim().lines();
    let paragraph = words(&lines.by_ref().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" "));
    match end(&paragraph) {
        Some(end) => paragraph.get(..end).unwrap_or(&paragraph).to_owned(),
        None if paragraph.ends_with([':', ',', ';']) => words(&text),
        None => paragraph,
    }
}

/// Where the first sentence of a line ends.
fn end(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_code = false;
    for (at, c) in line.char_indices() {
        match c {
            '`' => in_code = !in_code,
            _ if in_code => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' if depth == 0 => return Some(at + c.len_utf8()),
            '.' | '!' | '?' if depth == 0 => {
                let rest = line.get(at + 1..).unwrap_or_default();
                // What closes a quotation or an emphasis belongs to the sentence.
                let next = rest.trim_start_matches(['"', '\'', '*', '_', '”', '’']);
                let closing = rest.len() - next.len();
                let goes_on =
                    !next.is_empty() && !next.starts_with(' ') || next.trim_start().starts_with(char::is_lowercase);
                let before = line.get(..at).unwrap_or_default();
                if !(goes_on || c == '.' && is_abbreviation(before)) {
                    return Some(at + 1 + closing);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a period after this belongs to the last word, or to the number of an item.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '"']).next().unwrap_or_default();
    let is_number_of_item = word.len() == before.len() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number_of_item || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}
