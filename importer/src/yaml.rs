//! Writes YAML as a person would: plain where that is safe, quotes where they are needed, blocks for long text.
//!
//! What comes out means the same to readers of YAML 1.1 and 1.2: dates, `yes` and `on`, numbers with `_` and `:` are
//! in quotes when they are texts.

use serde_json::Number;

use super::Data;

/// A text on one line is folded if it would end beyond this column.
const WIDTH: usize = 118;

/// Writes a document. Before each of the keys `spaced` an empty line is left, where it is near the root.
pub fn write(data: &Data, spaced: &[&str]) -> String {
    let mut writer = Writer { text: String::new(), spaced };
    match data {
        Data::Map(entries) if !entries.is_empty() => writer.map(entries, 0, 0),
        other => {
            writer.inline(other, false);
            writer.text.push('\n');
        }
    }
    writer.text
}

struct Writer<'a> {
    text: String,
    spaced: &'a [&'a str],
}

impl Writer<'_> {
    /// The entries of a mapping, each on lines of its own. The first is where the text ends.
    fn map(&mut self, entries: &[(String, Data)], indent: usize, depth: usize) {
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 {
                if depth <= 1 && self.spaced.contains(&key.as_str()) {
                    self.text.push('\n');
                }
                self.indent(indent);
            }
            let column = self.column();
            self.scalar(key, false);
            self.text.push(':');
            let width = self.column() - column;
            self.value(value, indent, depth, indent + width + 1);
        }
    }

    /// What is after `key:` or `-`, to the end of its line or block.
    fn value(&mut self, value: &Data, indent: usize, depth: usize, column: usize) {
        match value {
            Data::Map(entries) if !entries.is_empty() => {
                self.text.push('\n');
                self.indent(indent + 2);
                self.map(entries, indent + 2, depth + 1);
            }
            Data::List(items) if !items.is_empty() => match flow(items, column) {
                Some(line) => {
                    self.text.push(' ');
                    self.text.push_str(&line);
                    self.text.push('\n');
                }
                None => {
                    self.text.push('\n');
                    self.list(items, indent + 2, depth + 1);
                }
            },
            Data::Text(text) => self.text(text, indent, column),
            other => {
                self.text.push(' ');
                self.inline(other, false);
                self.text.push('\n');
            }
        }
    }

    fn list(&mut self, items: &[Data], indent: usize, depth: usize) {
        for item in items {
            self.indent(indent);
            self.text.push('-');
            match item {
                Data::Map(entries) if !entries.is_empty() => {
                    self.text.push(' ');
                    self.map(entries, indent + 2, depth + 2);
                }
                other => self.value(other, indent, depth + 2, indent + 1),
            }
        }
    }

    fn text(&mut self, text: &str, indent: usize, column: usize) {
        if text.contains('\n') && fits_block(text) {
            self.block(text, indent);
        } else if column + 1 + text.chars().count() > WIDTH && folds(text) {
            self.folded(text, indent);
        } else {
            self.text.push(' ');
            self.scalar(text, false);
            self.text.push('\n');
        }
    }

    /// A literal block: `|` and the lines as they are.
    fn block(&mut self, text: &str, indent: usize) {
        let body = text.trim_end_matches('\n');
        self.text.push_str(match text.len() - body.len() {
            0 => " |-\n",
            1 => " |\n",
            _ => " |+\n",
        });
        for line in body.split('\n') {
            if !line.is_empty() {
                self.indent(indent + 2);
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
        for _ in 1..text.len() - body.len() {
            self.text.push('\n');
        }
    }

    /// A folded block: `>-` and the words on lines of a readable length.
    fn folded(&mut self, text: &str, indent: usize) {
        self.text.push_str(" >-\n");
        let mut column = 0;
        for word in text.split(' ') {
            let length = word.chars().count();
            if column == 0 {
                self.indent(indent + 2);
                column = indent + 2;
            } else if column + 1 + length > WIDTH {
                self.text.push('\n');
                self.indent(indent + 2);
                column = indent + 2;
            } else {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += length;
        }
        self.text.push('\n');
    }

    /// A value on one line.
    fn inline(&mut self, value: &Data, in_flow: bool) {
        match value {
            Data::Null => self.text.push_str("null"),
            Data::Bool(bool) => self.text.push_str(if *bool { "true" } else { "false" }),
            Data::Number(value) => self.text.push_str(&number(value)),
            Data::Text(text) => self.scalar(text, in_flow),
            Data::List(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.text.push_str(", ");
                    }
                    self.inline(item, true);
                }
                self.text.push(']');
            }
            Data::Map(_) => self.text.push_str("{}"),
        }
    }

    fn scalar(&mut self, text: &str, in_flow: bool) {
        if is_plain(text, in_flow) {
            self.text.push_str(text);
        } else if text.contains(['"', '\\']) && !text.contains('\'') && text.chars().all(is_printable) {
            self.text.push('\'');
            self.text.push_str(text);
            self.text.push('\'');
        } else {
            self.text.push('"');
            text.chars().for_each(|c| quoted(c, &mut self.text));
            self.text.push('"');
        }
    }

    fn indent(&mut self, indent: usize) {
        const BLANKS: &str = "                                ";
        let mut left = indent;
        while left > 0 {
            let blanks = BLANKS.get(..left).unwrap_or(BLANKS);
            self.text.push_str(blanks);
            left -= blanks.len();
        }
    }

    fn column(&self) -> usize {
        self.text.rsplit('\n').next().map_or(0, |line| line.chars().count())
    }
}

/// A list of a few short scalars on one line.
fn flow(items: &[Data], column: usize) -> Option<String> {
    if items.iter().any(|item| matches!(item, Data::List(_) | Data::Map(_))) {
        return None;
    }
    let mut writer = Writer { text: String::new(), spaced: &[] };
    writer.inline(&Data::List(items.to_vec()), true);
    (column + 1 + writer.text.chars().count() <= WIDTH).then_some(writer.text)
}

/// YAML 1.1 readers take a number with an exponent for a text unless it has a point and a sign.
fn number(number: &Number) -> String {
    let text = number.to_string();
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return text };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

/// Whether the text can be written without quotes.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    !"-?:,[]{}#&*!|>'\"%@`~=<".contains(first)
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| is_printable(c) && c != '\t')
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':']))
        && !is_number_or_date(text)
        && !is_word(text)
}

/// Words that some reader takes for null or a boolean.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    text.len() <= 5 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What some reader could take for a number, a date or a time.
fn is_number_or_date(text: &str) -> bool {
    let first = text.chars().next().unwrap_or_default();
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if first == '.' && rest.trim_start_matches('.').is_empty() {
        return true;
    }
    if [".inf", ".nan"].iter().any(|word| rest.eq_ignore_ascii_case(word)) {
        return true;
    }
    (first.is_ascii_digit() || matches!(first, '+' | '-' | '.'))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xXoO_:.,+-tTzZ ".contains(c))
}

/// What can be written in a line as it is. Line separators beside the line feed and the mark of the byte order cannot.
fn is_printable(c: char) -> bool {
    c == '\t' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

/// Whether the text can be a literal block.
fn fits_block(text: &str) -> bool {
    !text.starts_with(char::is_whitespace)
        && text.chars().all(|c| c == '\n' || is_printable(c))
        && !text.trim_end_matches('\n').is_empty()
        && !text.split('\n').any(|line| !line.is_empty() && line.trim().is_empty())
}

/// Whether the text can be folded at its blanks and is read back as it was.
fn folds(text: &str) -> bool {
    text.contains(' ')
        && !text.contains("  ")
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && text.chars().all(|c| is_printable(c) && c != '\t')
}

/// A character between double quotes.
fn quoted(c: char, text: &mut String) {
    match c {
        '"' => text.push_str("\\\""),
        '\\' => text.push_str("\\\\"),
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        c if is_printable(c) => text.push(c),
        c if u32::from(c) < 0x100 => text.push_str(&format!("\\x{:02x}", u32::from(c))),
        c if u32::from(c) < 0x10000 => text.push_str(&format!("\\u{:04x}", u32::from(c))),
        c => text.push_str(&format!("\\U{:08x}", u32::from(c))),
    }
}
