//! Writes a body as an XML document.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use serde_json::Value;

use super::name::{is_name_character, is_name_start};
use super::xml::{Xml, XmlComponents, XmlKind};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// The document of a value, by what is said of its names and attributes; or of a text that is a document already. `root` is the
/// name of the root element if nothing else names it. `None` for what cannot be written, such as a name with a blank.
pub fn write(value: &Value, xml: Xml, components: XmlComponents, root: &str) -> Option<String> {
    if let Value::String(document) = value {
        return Some(document.clone());
    }
    let whole = xml.whole(components);
    let mut writer = Writer { document: DECLARATION.to_owned(), components, declared: Vec::new() };
    writer.element(xml.root(&whole, root), value, &whole)?;
    Some(writer.document)
}

struct Writer {
    document: String,
    components: XmlComponents,
    /// The prefixes of the open elements, and their namespaces.
    declared: Vec<(&'static str, &'static str)>,
}

impl Writer {
    /// An element, with the items of a list in it.
    fn element(&mut self, name: &str, value: &Value, xml: &Xml) -> Option<()> {
        let qualified = qualified(name, xml)?;
        let outside = self.declared.len();
        self.document.extend(["<", &qualified]);
        if !xml.namespace.is_empty() {
            self.namespace(xml)?;
        }
        if let Value::Object(members) = value {
            for (name, member) in members {
                self.attribute(name, member, &xml.member(name, self.components))?;
            }
        }
        self.document.push('>');
        match value {
            Value::Null => {}
            Value::Object(members) => {
                for (name, member) in members {
                    self.member(name, member, &xml.member(name, self.components))?;
                }
            }
            Value::Array(items) => self.items(name, items, xml)?,
            scalar => self.text(scalar)?,
        }
        self.document.extend(["</", &qualified, ">"]);
        self.declared.truncate(outside);
        Some(())
    }

    /// The elements of a member.
    fn member(&mut self, member: &str, value: &Value, xml: &Xml) -> Option<()> {
        let name = if xml.name.is_empty() { member } else { xml.name };
        match (value, xml.kind) {
            (Value::Null, _) | (_, XmlKind::Attribute) => Some(()),
            (scalar, XmlKind::Text) => self.text(scalar),
            // The name of a list is for what is around it.
            (Value::Array(items), _) if !xml.wrapped => self.items(member, items, xml),
            (value, _) => self.element(name, value, xml),
        }
    }

    /// The items of a list, whose name they have unless they have one of their own.
    fn items(&mut self, list: &str, items: &[Value], xml: &Xml) -> Option<()> {
        let item = xml.item(self.components).unwrap_or_default();
        let name = if item.name.is_empty() { list } else { item.name };
        items.iter().try_for_each(|value| self.element(name, value, &item))
    }

    fn attribute(&mut self, member: &str, value: &Value, xml: &Xml) -> Option<()> {
        if xml.kind != XmlKind::Attribute || value.is_null() {
            return Some(());
        }
        if !xml.namespace.is_empty() && !xml.prefix.is_empty() {
            self.namespace(xml)?;
        }
        let name = qualified(if xml.name.is_empty() { member } else { xml.name }, xml)?;
        self.document.extend([" ", &name, "=\""]);
        self.text(value)?;
        self.document.push('"');
        Some(())
    }

    /// The declaration of a namespace, unless an element around has it.
    fn namespace(&mut self, xml: &Xml) -> Option<()> {
        let Xml { prefix, namespace, .. } = *xml;
        let known = self.declared.iter().rev().find(|(other, _)| *other == prefix);
        if known.is_some_and(|(_, other)| *other == namespace) {
            return Some(());
        }
        self.declared.push((prefix, namespace));
        let colon = if prefix.is_empty() { "" } else { ":" };
        write!(self.document, " xmlns{colon}{prefix}=\"{}\"", escape(namespace)).ok()
    }

    /// A text; one that is in a list or an object of its own is JSON.
    fn text(&mut self, value: &Value) -> Option<()> {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.chars().all(is_character).then(|| self.document.push_str(&escape(&text)))
    }
}

/// A name with its prefix.
fn qualified(name: &str, xml: &Xml) -> Option<String> {
    let prefix = if xml.prefix.is_empty() { String::new() } else { format!("{}:", xml.prefix) };
    (is_name(name) && (xml.prefix.is_empty() || is_name(xml.prefix))).then(|| format!("{prefix}{name}"))
}

/// A document of an object whose one member is the root element, or a text that is a document already. An item
/// of a list is an element of its own, with the name of the list. `None` for what is not a document.
pub(crate) fn document(value: Value) -> Option<String> {
    let object = match value {
        Value::String(document) => return Some(document),
        Value::Object(object) if object.len() == 1 => object,
        _ => return None,
    };
    let (name, root) = object.into_iter().next()?;
    let mut document = DECLARATION.to_owned();
    if root.is_array() {
        return None;
    }
    element(&mut document, &name, &root)?;
    Some(document)
}

fn element(document: &mut String, name: &str, value: &Value) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    if let Value::Array(items) = value {
        return items.iter().try_for_each(|item| element(document, name, item));
    }
    document.extend(["<", name, ">"]);
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().try_for_each(|(name, member)| element(document, name, member))?;
        }
        Value::String(text) if text.chars().all(is_character) => document.push_str(&escape(text.as_str())),
        Value::String(_) => return None,
        scalar => document.push_str(&scalar.to_string()),
    }
    document.extend(["</", name, ">"]);
    Some(())
}

/// A name of an element without a prefix.
fn is_name(name: &str) -> bool {
    name.starts_with(is_name_start) && name.chars().all(is_name_character)
}

/// The `Char` of XML 1.0: control characters have no form in it, not even escaped.
fn is_character(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}')
}
