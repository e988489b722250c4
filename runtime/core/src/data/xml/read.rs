//! Reads a document into a tree of its elements.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use crate::DecodeError;
use crate::data::budget::{Budget, Exceeded};
use crate::data::node::{MEMBER, Members, NODE, Node};

/// Elements in elements. A document could otherwise nest until the stack is full.
const MAX_DEPTH: usize = 64;

/// What the names of members begin with that are attributes, and the name of the text between elements: no element has such
/// names.
pub(super) const ATTRIBUTE: char = '@';
pub(super) const TEXT: char = '#';

/// What of a document is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Its elements.
    Elements,
    /// Attributes, and texts beside elements or attributes, as well.
    Whole,
}

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
    match root(document, budget, Reading::Elements)?.1.into_json() {
        Value::Object(children) => Ok(children),
        _ => Ok(Map::new()),
    }
}

/// An object whose member is the root element: `{"ListAllMyBucketsResult": {…}}`.
pub(crate) fn tree(document: &str, budget: &Budget) -> Result<Node<'static>, DecodeError> {
    let (name, root) = root(document, budget, Reading::Elements)?;
    Ok(Node::Object(vec![(Cow::Owned(name), root)]))
}

/// The root element with its attributes.
pub(super) fn whole(document: &str, budget: &Budget) -> Result<Node<'static>, DecodeError> {
    root(document, budget, Reading::Whole).map(|(_, root)| root)
}

/// The name and the content of the root element. What follows it is not looked at.
fn root(document: &str, budget: &Budget, reading: Reading) -> Result<(String, Node<'static>), DecodeError> {
    let mut reader = Reader::from_str(document);
    let mut open: Vec<Open> = Vec::new();
    let overrun = |Exceeded| budget.overrun().unwrap_or_else(DecodeError::malformed_xml);
    loop {
        let (name, element) = match reader.read_event().map_err(|error| unreadable(&error))? {
            Event::Start(_) if open.len() == MAX_DEPTH => return Err(DecodeError::malformed_xml()),
            Event::Start(start) => {
                open.push(begun(&start, budget, reading)?);
                continue;
            }
            Event::Empty(empty) => closed(begun(&empty, budget, reading)?, budget, reading).map_err(overrun)?,
            Event::End(_) => {
                closed(open.pop().ok_or_else(DecodeError::malformed_xml)?, budget, reading).map_err(overrun)?
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

/// An element as it begins.
fn begun(start: &BytesStart<'_>, budget: &Budget, reading: Reading) -> Result<Open, DecodeError> {
    let name = start.local_name().as_ref().to_owned();
    let mut open = Open { name, text: String::new(), children: Vec::new(), places: HashMap::new() };
    if reading == Reading::Whole {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| DecodeError::malformed_xml())?;
            let key = attribute.key;
            if key.as_namespace_binding().is_some() {
                continue;
            }
            let value =
                attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| DecodeError::malformed_xml())?;
            let name = format!("{ATTRIBUTE}{}", key.local_name().as_ref());
            let value = Node::Element(Cow::Owned(value.into_owned()));
            add(&mut open, name, value, budget)
                .map_err(|Exceeded| budget.overrun().unwrap_or_else(DecodeError::malformed_xml))?;
        }
    }
    Ok(open)
}

/// An element that has come to its end.
fn closed(mut open: Open, budget: &Budget, reading: Reading) -> Result<(String, Node<'static>), Exceeded> {
    if open.children.is_empty() {
        return Ok((open.name, Node::Element(Cow::Owned(open.text))));
    }
    if reading == Reading::Whole && !open.text.trim().is_empty() {
        let text = Node::Element(Cow::Owned(std::mem::take(&mut open.text)));
        add(&mut open, TEXT.to_string(), text, budget)?;
    }
    Ok((open.name, Node::Parent(open.children)))
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
