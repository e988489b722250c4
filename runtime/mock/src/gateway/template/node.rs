//! A JSON value whose objects keep the order of their members, as the documentation shows them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::hidden::{Hidden, REDACTED};
use super::xml::Document;

#[derive(Debug)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn json(&self) -> String {
        let mut text = String::new();
        self.write_json(&mut text);
        text
    }

    pub(super) fn write_json(&self, text: &mut String) {
        match self {
            Node::Array(items) => {
                text.push('[');
                for (position, item) in items.iter().enumerate() {
                    if position > 0 {
                        text.push(',');
                    }
                    item.write_json(text);
                }
                text.push(']');
            }
            Node::Object(members) => {
                text.push('{');
                for (position, (name, node)) in members.iter().enumerate() {
                    if position > 0 {
                        text.push(',');
                    }
                    text.push_str(&quoted(name));
                    text.push(':');
                    node.write_json(text);
                }
                text.push('}');
            }
            Node::String(string) => text.push_str(&quoted(string)),
            scalar => text.push_str(&scalar.text()),
        }
    }

    /// Writes one element; a list becomes one element an item.
    pub(super) fn write_xml(&self, element: &str, document: &mut Document) {
        match self {
            Node::Array(items) => items.iter().for_each(|item| item.write_xml(element, document)),
            Node::Object(members) => {
                document.open(element);
                for (name, node) in members {
                    node.write_xml(name, document);
                }
                document.close(element);
            }
            Node::Null => document.text(element, ""),
            scalar => document.text(element, &scalar.text()),
        }
    }

    /// Takes out what must not be shown.
    pub(super) fn redact(&mut self, hidden: &Hidden<'_>) {
        match self {
            Node::Null => {}
            Node::Array(items) => items.iter_mut().for_each(|item| item.redact(hidden)),
            Node::Object(members) => {
                for (name, node) in members {
                    match node {
                        Node::Null => {}
                        _ if hidden.fields.contains(&name.as_str()) => *node = Node::String(REDACTED.to_owned()),
                        _ => node.redact(hidden),
                    }
                }
            }
            scalar => {
                if hidden.values.contains(&scalar.text().as_str()) {
                    *scalar = Node::String(REDACTED.to_owned());
                }
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Node::Bool(value) => value.to_string(),
            Node::Number(number) => written(number),
            Node::String(string) => string.clone(),
            Node::Null | Node::Array(_) | Node::Object(_) => "null".to_owned(),
        }
    }
}

/// A number as JSON. A whole one that has more than 64 bits stays whole as it is written: many readers take `1e20` for a fraction.
fn written(number: &Number) -> String {
    let is_large = |value: &f64| value.fract() == 0.0 && (1e18..1e40).contains(&value.abs());
    match number.as_f64().filter(|value| number.is_f64() && is_large(value)) {
        Some(whole) => format!("{whole:.0}"),
        None => number.to_string(),
    }
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Node::Object(members))
    }
}
