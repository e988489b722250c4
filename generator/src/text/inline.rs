//! Texts within a line of Markdown, among other text.

use super::characters::visible;
use super::links::{link, url_length};

/// A text in one line, not yet fit for Markdown.
fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a part of a line. Emphasis, code spans and links to pages stay; what begins another link, HTML or a block is
/// text.
pub(crate) fn inline(text: &str) -> String {
    escaped(&one_line(text), false)
}

/// A text as a cell of a table; a dash for none.
pub(crate) fn cell(text: &str) -> String {
    let text = visible(text);
    let paragraphs = text.trim().split("\n\n").map(|paragraph| escaped(&one_line(paragraph), true));
    let paragraphs: Vec<_> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    if paragraphs.is_empty() { "-".to_owned() } else { paragraphs.join(" ") }
}

/// A name or a value as a code span.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(&visible(text).replace('\n', "\\n"));
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let quote = "`".repeat(longest + 1);
    let padding = if text.is_empty() || longest > 0 { " " } else { "" };
    format!("{quote}{padding}{text}{padding}{quote}")
}

/// A name or a value as a code span in the cell of a table.
pub(crate) fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

fn escaped(line: &str, in_table: bool) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut rest = line;
    // What could begin a block there.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && rest[digits..].starts_with(['.', ')']) {
        text.extend([&rest[..digits], "\\"]);
        rest = &rest[digits..];
        text.push_str(&rest[..1]);
        rest = &rest[1..];
    } else if rest.starts_with(['#', '>', '-', '+', '*', '=', '~', ':', '|']) && !rest.starts_with("**") {
        text.push('\\');
        text.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    while let Some(c) = rest.chars().next() {
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        if ticks > 0 {
            let (quote, after) = rest.split_at(ticks);
            match closing(after, ticks) {
                Some(end) => {
                    let inside = &after[..end];
                    let inside = if in_table { inside.replace('|', "\\|") } else { inside.to_owned() };
                    text.extend([quote, &inside, quote]);
                    rest = &after[end + ticks..];
                }
                None => {
                    text.push_str(&"\\`".repeat(ticks));
                    rest = after;
                }
            }
            continue;
        }
        if let Some((label, url)) = link(rest) {
            let whole = &rest[..label.len() + url.len() + "[]()".len()];
            text.push_str(whole);
            rest = &rest[whole.len()..];
            continue;
        }
        if let Some(length) = url_length(rest) {
            text.extend(["<", &rest[..length], ">"]);
            rest = &rest[length..];
            continue;
        }
        let after = &rest[c.len_utf8()..];
        match c {
            // An escape of the text's own.
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                text.push_str(&rest[..2]);
                rest = &rest[2..];
                continue;
            }
            '\\' if after.is_empty() => text.push_str("\\\\"),
            '<' | '[' => text.extend(['\\', c]),
            '|' if in_table => text.push_str("\\|"),
            c => text.push(c),
        }
        rest = after;
    }
    text
}

/// Where the run of so many backticks is that ends a code span.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}
