//! Writes a body as an XML document.

use quick_xml::escape::escape;
use serde_json::Value;

use super::name::{is_name_character, is_name_start};

/// A document of an object whose one member is the root element, or a text that is a document already. An item
/// of a list is an element of its own, with the name of the list. `None` for what is not a document.
pub(crate) fn document(value: Value) -> Option<String> {
    let object = match value {
        Value::String(document) => return Some(document),
        Value::Object(object) if object.len() == 1 => object,
        _ => return None,
    };
    let (name, root) = object.into_iter().next()?;
    let mut document = r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned();
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
