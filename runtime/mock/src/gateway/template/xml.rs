//! XML documents.

use quick_xml::escape::partial_escape;
use twinspec_core::xml::{is_name_character, is_name_start};

/// A document under construction: one root, elements in it.
#[derive(Debug)]
pub struct Document {
    text: String,
    root: String,
}

impl Document {
    /// An empty document whose root has this name.
    pub fn new(root: &str) -> Self {
        let mut document = Document { text: String::from("<?xml version='1.0' encoding='UTF-8'?>"), root: name(root) };
        document.open(root);
        document
    }

    /// Begins an element.
    pub fn open(&mut self, element: &str) {
        self.text.push('<');
        self.text.push_str(&name(element));
        self.text.push('>');
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self, element: &str) {
        self.text.push_str("</");
        self.text.push_str(&name(element));
        self.text.push('>');
    }

    /// An element that holds text.
    pub fn text(&mut self, element: &str, text: &str) {
        self.open(element);
        self.text.push_str(&partial_escape(legal(text)));
        self.close(element);
    }

    /// An element that holds text as a CDATA section.
    pub fn cdata(&mut self, element: &str, text: &str) {
        self.open(element);
        self.text.push_str("<![CDATA[");
        self.text.push_str(&legal(text).replace("]]>", "]]]]><![CDATA[>"));
        self.text.push_str("]]>");
        self.close(element);
    }

    /// Ends the root; the text of the document.
    pub fn finish(mut self) -> String {
        let root = std::mem::take(&mut self.root);
        self.close(&root);
        self.text
    }

    /// What is written so far; the rest follows in [`finish`](Document::finish).
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// Text without the characters that XML 1.0 has no way to write.
fn legal(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'.. => character,
            _ => '\u{FFFD}',
        })
        .collect()
}

/// A name that XML allows; every other character becomes `_`.
fn name(text: &str) -> String {
    let mut name = text.replace(|character| !is_name_character(character), "_");
    if !name.starts_with(is_name_start) {
        name.insert(0, '_');
    }
    name
}
