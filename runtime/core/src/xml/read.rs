//! Reads an error document into the names and values of its elements.

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// Elements in elements; an error document has three levels.
const MAX_DEPTH: usize = 8;

/// Why a document could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It ends before its root element does.
    Truncated,
    /// It is not well-formed, or deeper than any error document.
    Malformed,
}

/// The children of the root element: texts, and objects where an element has elements.
pub(crate) fn children(document: &str) -> Result<Map<String, Value>, Unreadable> {
    let mut reader = Reader::from_str(document);
    // One entry for each element that is open: its name, its text, its child elements.
    let mut open: Vec<(String, String, Map<String, Value>)> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(_) if open.len() == MAX_DEPTH => return Err(Unreadable::Malformed),
            Event::Start(start) => {
                open.push((start.local_name().as_ref().to_owned(), String::new(), Map::new()));
            }
            Event::End(_) => {
                let (name, text, children) = open.pop().ok_or(Unreadable::Malformed)?;
                let value = if children.is_empty() { Value::String(text) } else { Value::Object(children) };
                match (open.last_mut(), value) {
                    (None, Value::Object(children)) => return Ok(children),
                    (None, _) => return Ok(Map::new()),
                    (Some((_, _, siblings)), value) => {
                        siblings.insert(name, value);
                    }
                }
            }
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| Unreadable::Malformed)? {
                    Some(character) => character,
                    None => predefined(&reference.xml10_content()).ok_or(Unreadable::Malformed)?,
                };
                append(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::Empty(_) if open.is_empty() => return Ok(Map::new()),
            Event::Eof => return Err(Unreadable::Truncated),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

pub(super) fn unreadable(error: &Error) -> Unreadable {
    match error {
        Error::Syntax(
            SyntaxError::UnclosedTag
            | SyntaxError::UnclosedCData
            | SyntaxError::UnclosedComment
            | SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => Unreadable::Truncated,
        _ => Unreadable::Malformed,
    }
}

fn append(open: &mut [(String, String, Map<String, Value>)], text: &str) {
    if let Some((_, content, _)) = open.last_mut() {
        content.push_str(text);
    }
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
