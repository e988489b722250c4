//! Error documents in XML, which a gateway may answer with whatever was accepted.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// Elements in elements; an error document has three levels.
const MAX_DEPTH: usize = 8;

/// The children of the root element: texts, and objects where an element has elements. `None` if the
/// document is not well-formed.
pub(crate) fn children(document: &str) -> Option<Map<String, Value>> {
    let mut reader = Reader::from_str(document);
    // One entry for each element that is open: its name, its text, its child elements.
    let mut open: Vec<(String, String, Map<String, Value>)> = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) if open.len() == MAX_DEPTH => return None,
            Event::Start(start) => {
                open.push((start.local_name().as_ref().to_owned(), String::new(), Map::new()));
            }
            Event::End(_) => {
                let (name, text, children) = open.pop()?;
                match open.last_mut() {
                    None => return Some(children),
                    Some((_, _, siblings)) if children.is_empty() => {
                        siblings.insert(name, Value::String(text));
                    }
                    Some((_, _, siblings)) => {
                        siblings.insert(name, Value::Object(children));
                    }
                }
            }
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().ok()? {
                    Some(character) => character,
                    None => predefined(&reference.xml10_content())?,
                };
                append(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => return None,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
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
