//! Answers in JSON and XML, from the mock's writers to readers that are not its own.

use arbitrary::Unstructured;
use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};
use twinspec_core::{Arguments, RequestError};

use super::answer::Answer;
use super::world::{self, World};
use crate::value::{self, without_nulls};

/// Elements in elements.
const DEEPEST: usize = 24;

/// The input is the body of an answer.
///
/// # Panics
/// If what is written is not read as what it was.
pub fn writers(input: &[u8]) {
    let Ok(members) = value::object(&mut Unstructured::new(input), DEEPEST) else { return };
    let body = Value::Object(members.clone());
    client(&body);
    world::with(|world| {
        let bytes = ask(world, "application/json", &body);
        let answer = answer_of(&bytes);
        let expected = with_request_id(members.clone(), &answer);
        assert_eq!(answer.json(), Value::Object(expected));

        let bytes = ask(world, "text/xml", &body);
        let answer = answer_of(&bytes);
        let expected = with_request_id(members, &answer);
        let document = answer.xml();
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "TakeResponse");
        check_element(root, &Value::Object(expected));
    });
}

/// The body of a request, by the client's writer.
fn client(body: &Value) {
    let mut arguments = Arguments::new(world::operation("PutDocument").described);
    arguments.set("Name", "n");
    arguments.set("body", &json!({ "Document": body }));
    match world::sign(&arguments, "nonce") {
        Ok(request) => {
            let text = std::str::from_utf8(request.body()).expect("XML is UTF-8");
            let document = Document::parse(text).unwrap_or_else(|error| panic!("no XML: {error}: {text}"));
            assert!(document.root_element().has_tag_name("Document"));
            check_element(document.root_element(), &without_nulls(body.clone()));
        }
        Err(RequestError::Xml { .. }) => assert!(!is_document(body), "refused: {body}"),
        Err(error) => panic!("{error}"),
    }
}

fn ask(world: &World, accept: &str, body: &Value) -> Vec<u8> {
    let request = format!(
        "POST /take/p HTTP/1.1\r\nhost: h\r\naccept: {accept}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    world.send_take(request.as_bytes(), Some(body)).1
}

fn answer_of(bytes: &[u8]) -> Answer<'_> {
    let answer = Answer::next(&mut &bytes[..], false).expect("the mock answers");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.check();
    answer
}

fn with_request_id(mut members: Map<String, Value>, answer: &Answer<'_>) -> Map<String, Value> {
    members.insert("RequestId".to_owned(), answer.header("x-acs-request-id").into());
    members
}

/// An object is elements in an element, a list one element for each item; the rest is text.
fn check_element(element: Node<'_, '_>, value: &Value) {
    let Value::Object(members) = value else {
        assert!(element.children().all(|child| child.is_text()), "{element:?} instead of {value}");
        let text: String = element.children().filter_map(|child| child.text()).collect();
        match value.as_f64().filter(|_| value.is_f64()) {
            // A number can be written in several ways: `1e20` is whole as well.
            Some(number) => assert_eq!(text.parse(), Ok(number), "in {element:?}"),
            None => assert_eq!(text, as_xml_text(value), "in {element:?}"),
        }
        return;
    };
    let mut expected = Vec::new();
    members.iter().for_each(|(name, member)| items(name, member, &mut expected));
    assert!(element.children().all(|child| child.is_element()), "{element:?} instead of {value}");
    assert_eq!(element.children().count(), expected.len(), "{element:?} instead of {value}");
    for (child, (name, value)) in element.children().zip(expected) {
        // What is not a name in XML cannot be the name of an element.
        if is_name(name) {
            assert_eq!(child.tag_name().name(), name);
        }
        check_element(child, value);
    }
}

fn items<'v>(name: &'v str, value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| items(name, item, found)),
        other => found.push((name, other)),
    }
}

/// Whether XML has a way to write all names and texts.
fn is_document(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_document),
        Value::Object(members) => members.iter().all(|(name, member)| is_name(name) && is_document(member)),
        Value::String(text) => text.chars().all(is_char),
        _ => true,
    }
}

/// A scalar as text. What XML 1.0 has no way to write, its section 2.2 says, is replaced.
fn as_xml_text(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    text.chars().map(|c| if is_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Section 2.3 of XML 1.0, without the colon, which has a meaning of its own.
fn is_name(text: &str) -> bool {
    let is_start = |c: char| {
        matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
            | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}')
    };
    let is_inner = |c: char| {
        is_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
    };
    text.starts_with(is_start) && text.chars().all(is_inner)
}
