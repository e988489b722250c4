//! Reads a document into a tree of its elements.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;
use serde_json::{Map, Value};

use crate::DecodeError;
use crate::data::budget::{Budget, Exceeded};
use crate::data::node::{MEMBER, Members, NODE, Node};

/// Elements in elements. A document could otherwise nest until the stack is full.
const MAX_DEPTH: usize = 64;

/// An element that is not closed yet.
struct Open {
    name: String,
    text: String,
    children: Members<'static>,
    /// Where among the children the one of a name is.
    places: HashMap<String, usize>,
}

/// The children of the root element: texts, and objects where an element has elements.
pub(crate) fn children(document: &str, budget: &Budget) -> Result<Map<String, Value>, DecodeError> {
    match root(document, budget)?.1.into_json() {
        Value::Object(children) => Ok(children),
        _ => Ok(Map::new()),
    }
}

/// An object whose member is the root element: `{"ListAllMyBucketsResult": {…}}`.
pub(crate) fn tree(document: &str, budget: &Budget) -> Result<Node<'static>, DecodeError> {
    let (name, root) = root(document, budget)?;
    Ok(Node::Object(vec![(Cow::Owned(name), root)]))
}

/// The name and the content of the root element. What follows it is not looked at.
fn root(document: &str, budget: &Budget) -> Result<(String, Node<'static>), DecodeError> {
    let mut reader = Reader::from_str(document);
    let mut open: Vec<Open> = Vec::new();
    let overrun = |Exceeded| budget.overrun().unwrap_or_else(DecodeError::malformed_xml);
    loop {
        let (name, element) = match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(_) if open.len() == MAX_DEPTH => return Err(DecodeError::malformed_xml()),
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                open.push(Open { name, text: String::new(), children: Vec::new(), places: HashMap::new() });
                continue;
            }
            Event::Empty(empty) => (empty.local_name().as_ref().to_owned(), Node::Element(Cow::Borrowed(""))),
            Event::End(_) => {
                let Open { name, text, children, .. } = open.pop().ok_or_else(DecodeError::malformed_xml)?;
                match children.is_empty() {
                    true => (name, Node::Element(Cow::Owned(text))),
                    false => (name, Node::Parent(children)),
                }
            }
            Event::Eof => return Err(DecodeError::truncated_xml()),
            Event::Text(text) => {
                append(&mut open, &text.xml10_content());
                continue;
            }
            Event::CData(text) => {
                append(&mut open, &text.xml10_content());
                continue;
            }
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| DecodeError::malformed_xml())? {
                    Some(character) => character,
                    None => predefined(&reference.xml10_content()).ok_or_else(DecodeError::malformed_xml)?,
                };
                append(&mut open, character.encode_utf8(&mut [0; 4]));
                continue;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
        };
        let text = if let Node::Element(text) = &element { text.len() } else { 0 };
        budget.take(NODE + text).map_err(overrun)?;
        match open.last_mut() {
            Some(parent) => add(parent, name, element, budget).map_err(overrun)?,
            None => return Ok((name, element)),
        }
    }
}

/// Elements of one name are the items of a list.
fn add(parent: &mut Open, name: String, element: Node<'static>, budget: &Budget) -> Result<(), Exceeded> {
    let place = parent.places.get(&name).and_then(|place| parent.children.get_mut(*place));
    match place {
        None => {
            // The name is kept twice.
            budget.take(2 * (MEMBER + name.len()))?;
            parent.places.insert(name.clone(), parent.children.len());
            parent.children.push((Cow::Owned(name), element));
        }
        Some((_, Node::List(items))) => items.push(element),
        Some((_, first)) => {
            let first_item = std::mem::replace(first, Node::Null);
            budget.take(NODE)?;
            *first = Node::List(vec![first_item, element]);
        }
    }
    Ok(())
}

fn unreadable(error: &Error) -> DecodeError {
    match error {
        Error::Syntax(
            SyntaxError::UnclosedTag
            | SyntaxError::UnclosedCData
            | SyntaxError::UnclosedComment
            | SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => DecodeError::truncated_xml(),
        _ => DecodeError::malformed_xml(),
    }
}

fn append(open: &mut [Open], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
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
