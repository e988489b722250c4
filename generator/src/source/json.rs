//! JSON is YAML too, and most documents are JSON: this reads it in a fraction of the time. What is not JSON, or has a fault that
//! leaves no tree, is left to [`yaml`](super::yaml), which says what is wrong.

use hifijson::num::Lex as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::Lex as _;
use hifijson::{Read as _, SliceLexer};
use serde_json::Value;

use super::node::{Entry, Extent, Kind, Node};
use super::parsed::{Parsed, unique};
use super::scalar::{self, Plain};
use super::size::{MAX_DEPTH, Size, Total};
use crate::diagnostics::Diagnostic;

/// Parses the text of a file, one of those that are `together` a description, if it is JSON.
pub(super) fn parse(text: &str, together: &Total) -> Option<Parsed> {
    let mut reader = Reader {
        text,
        lexer: SliceLexer::new(text.as_bytes()),
        depth: 0,
        size: Size::default(),
        faults: Vec::new(),
        references: Vec::new(),
    };
    let first = reader.lexer.ws_peek().filter(|first| matches!(first, b'{' | b'['))?;
    let tree = reader.value(first)?;
    if reader.lexer.ws_peek().is_some() {
        return None;
    }
    if together.add(reader.size).is_some() {
        // What is not a tree takes no room.
        together.remove(reader.size);
        return None;
    }
    Some(Parsed { tree: Some(tree), faults: reader.faults, references: reader.references })
}

struct Reader<'a> {
    text: &'a str,
    lexer: SliceLexer<'a>,
    /// How many lists and objects are around what comes next.
    depth: usize,
    /// How large the file is so far.
    size: Size,
    faults: Vec<Diagnostic>,
    references: Vec<String>,
}

impl Reader<'_> {
    /// The value that begins with a byte.
    fn value(&mut self, first: u8) -> Option<Node> {
        let start = self.offset();
        let kind = match first {
            b'"' => Kind::Scalar(self.string()?.into()),
            b'{' => {
                let mut entries = Vec::new();
                self.each(b'}', |this, first| {
                    entries.push(this.entry(first)?);
                    Some(())
                })?;
                Kind::Mapping(unique(entries, &mut self.faults))
            }
            b'[' => {
                let mut items = Vec::new();
                self.each(b']', |this, first| {
                    items.push(this.value(first)?);
                    Some(())
                })?;
                Kind::Sequence(items)
            }
            b'-' | b'0'..=b'9' => Kind::Scalar(self.number(start)?),
            _ => Kind::Scalar(self.lexer.null_or_bool()?.map_or(Value::Null, Value::Bool)),
        };
        let node = Node { extent: Extent { start, end: self.offset() }, kind };
        self.size += node.own_size();
        self.size.excess().is_none().then_some(node)
    }

    fn entry(&mut self, first: u8) -> Option<Entry> {
        let start = self.offset();
        let key = Some(first).filter(|first| *first == b'"').and_then(|_| self.string())?;
        let key_extent = Extent { start, end: self.offset() };
        self.size += Size::text(&key);
        self.lexer.expect(SliceLexer::ws_peek, b':')?;
        let first = self.lexer.ws_peek()?;
        let value = self.value(first)?;
        if key == "$ref" {
            self.references.extend(value.as_str().map(str::to_owned));
        }
        Some(Entry { key, key_extent, value })
    }

    /// Reads what is in a list or an object, up to its end.
    fn each(&mut self, end: u8, mut read: impl FnMut(&mut Self, u8) -> Option<()>) -> Option<()> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let mut next = self.lexer.discarded().ws_peek()?;
        while next != end {
            read(self, next)?;
            next = self.lexer.ws_peek()?;
            if next == b',' {
                next = self.lexer.discarded().ws_peek().filter(|next| *next != end)?;
            } else if next != end {
                return None;
            }
        }
        self.lexer.take_next();
        self.depth -= 1;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        self.lexer.discarded().str_string().ok().map(|text| text.into_owned())
    }

    /// A number is read as YAML reads it, one beyond 64 bits too.
    fn number(&mut self, start: usize) -> Option<Value> {
        self.lexer.num_ignore().validate().ok()?;
        match scalar::resolve(self.text.get(start..self.offset())?) {
            Plain::Value(value) => Some(value),
            Plain::Text | Plain::Unrepresentable => None,
        }
    }

    fn offset(&self) -> usize {
        self.text.len() - self.lexer.as_slice().len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;

    fn read(text: &str) -> Option<String> {
        let parsed = parse(text, &Total::default())?;
        Some(format!("{:?} {:?} {:?}", parsed.tree, parsed.faults, parsed.references))
    }

    #[test]
    fn json_is_read_as_it_is_read_as_yaml() {
        for text in [
            r#" {"a": [1, -2.5e3, 18446744073709551615, 1e2, true, null], "b": {}, "": []} "#,
            "{\n\t\"\u{e9}\\u00e9\\n\\/\\ud83d\\ude00\": \"\u{1f600}\",\r\n \"$ref\": \"#/x\", \"a~b\": \"yes\"\n}\n",
            r#"{"a": {"b": 1, "c": 2, "b": {"b": 3}}, "a": "again", "<<": {"d": 1}, "n": "null", "no": 123456789012345678901}"#,
        ] {
            let yaml = yaml::parse(text, &Total::default());
            let yaml = format!("{:?} {:?} {:?}", yaml.tree, yaml.faults, yaml.references);
            assert_eq!(read(text).as_deref(), Some(&*yaml), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_left_to_yaml() {
        let deep = "[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1);
        for text in [
            "",
            "a: 1",
            "\"a\"",
            "{a: 1}",
            "{\"a\": 1,}",
            "[1 2]",
            "[01]",
            "[1.]",
            "[1e999]",
            "{} {}",
            "[\"\\ud83d\"]",
            &deep,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read(&deep[1..deep.len() - 1]).is_some());
    }
}
