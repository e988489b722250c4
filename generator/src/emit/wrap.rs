//! Long lines of Markdown.

/// How many characters a line of a doc comment has at most, if it has a place to break it.
const WIDTH: usize = 120;

/// Breaks the long lines of paragraphs and list items. What it means stays the same.
pub(super) fn wrap(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    // A carriage return cannot be in a doc comment; at the end of a line it is a part of that.
    for line in markdown.lines().flat_map(|line| line.split('\r')) {
        let line = line.trim_end();
        let start = line.trim_start();
        let marks = ["```", "~~~"].into_iter().find(|marks| start.starts_with(marks));
        match (fence, marks) {
            (None, Some(marks)) => fence = Some(marks),
            (Some(open), Some(marks)) if open == marks => fence = None,
            _ => {}
        }
        let is_prose = fence.is_none()
            && marks.is_none()
            && !line.starts_with([' ', '\t', '#', '>', '<', '['])
            && !line.contains('|');
        if is_prose { wrap_line(line, &mut lines) } else { lines.push(line.to_owned()) }
    }
    lines
}

fn wrap_line(line: &str, lines: &mut Vec<String>) {
    // What continues an item of a list is below its text.
    let indent = " ".repeat(mark_of_item(line));
    let mut current = String::new();
    let mut width = 0;
    let mut is_code = false;
    for word in line.split(' ') {
        let length = word.chars().count();
        let breaks = width + 1 + length > WIDTH && !is_code && !current.ends_with('\\') && can_begin(word);
        if breaks && !current.trim().is_empty() {
            lines.push(std::mem::replace(&mut current, indent.clone()));
            width = indent.len();
        } else if width > 0 {
            current.push(' ');
            width += 1;
        }
        current.push_str(word);
        width += length;
        is_code ^= word.matches('`').count() % 2 == 1;
    }
    lines.push(current);
}

/// How long the mark of a list item is that a line begins with, and the blank behind it; 0 if it is not one.
fn mark_of_item(line: &str) -> usize {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line.get(digits..).map(|rest| rest.get(..2).unwrap_or_default()) {
        Some("* " | "- " | "+ ") if digits == 0 => 2,
        // More than nine digits are not a mark (CommonMark 0.31, 5.2).
        Some(". " | ") ") if (1..=9).contains(&digits) => digits + 2,
        _ => 0,
    }
}

/// Whether a word cannot be taken for the mark of a block at the beginning of a line.
fn can_begin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '"'))
        || word.starts_with('`') && !word.starts_with("``")
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    #[test]
    fn prose_is_broken_between_words_and_nothing_else_is() {
        let words = "word ".repeat(40);
        let wrapped = wrap(&words);
        assert!(wrapped.len() == 2 && wrapped.iter().all(|line| line.len() <= WIDTH), "{wrapped:#?}");
        for (mark, below) in [("* ", "  "), ("+ ", "  "), ("1. ", "   "), ("12) ", "    "), ("1.", ""), ("a. ", "")] {
            let wrapped = wrap(&format!("{mark}{words}"));
            assert!(wrapped[1].starts_with(&format!("{below}word word")), "{wrapped:#?}");
        }
        for kept in [
            format!("```\n{words}\n```"),
            format!("    {words}"),
            format!("# {words}"),
            format!("a | {words}"),
            format!("`{words}`"),
            "- ".repeat(80),
            "1. ".repeat(80),
        ] {
            let lines: Vec<_> = kept.lines().map(str::trim_end).collect();
            assert_eq!(wrap(&kept), lines, "{kept}");
        }
    }
}
