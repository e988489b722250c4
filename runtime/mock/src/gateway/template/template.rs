//! The body of a success: the example of the description with the request's own id in it.

use http::HeaderValue;
use serde_json::Value;
use twinspec_core::{Operation, ResponseFormat, Sequence};

use super::hidden::{Hidden, REDACTED};
use super::node::{Node, quoted};
use super::xml::Document;
use crate::message::{Body, RequestId, Response};

/// A body in both formats, cut where the request id belongs.
#[derive(Debug)]
pub(crate) struct Template {
    /// The name of the operation.
    action: &'static str,
    status: u16,
    format: ResponseFormat,
    json: (String, Option<String>),
    xml: (String, Option<String>),
    /// The bytes of an answer that is neither.
    text: String,
    /// The data of each event of an answer that is a stream of them.
    events: Vec<(String, Option<String>)>,
    /// Of an answer whose document says it.
    own_head: Option<Head>,
}

/// What goes before the body of an answer.
#[derive(Debug, Clone)]
struct Head {
    /// None if there is no body.
    content_type: Option<&'static str>,
    /// Names in lower case.
    headers: Vec<(&'static str, HeaderValue)>,
}

/// What an answer is made as.
pub(in crate::gateway) struct Made<'a> {
    /// The name of the root of an XML document.
    pub(in crate::gateway) root: &'a str,
    pub(in crate::gateway) content_type: &'static str,
    pub(in crate::gateway) status: u16,
    pub(in crate::gateway) format: ResponseFormat,
    /// Names in lower case.
    pub(in crate::gateway) headers: Vec<(&'static str, HeaderValue)>,
    /// The XML document, if it is known.
    pub(in crate::gateway) document: Option<String>,
}

impl Template {
    /// Reads a JSON text; the members of an object keep their order.
    ///
    /// `id_members`: the names that a member with the request id can have.
    pub(crate) fn new(operation: &Operation, example: &str, status: u16, id_members: &[&str]) -> Result<Self, String> {
        let node = serde_json::from_str(example).map_err(|error| error.to_string())?;
        Ok(Template::of(operation.name, node, (status, operation.response), id_members))
    }

    /// An answer without a body.
    pub(in crate::gateway) fn empty(status: u16, headers: Vec<(&'static str, HeaderValue)>) -> Self {
        let mut template = Template::of("", Node::Null, (status, ResponseFormat::Empty), &[]);
        template.own_head = Some(Head { content_type: None, headers });
        template
    }

    /// An answer of a value.
    pub(in crate::gateway) fn made(made: Made<'_>, value: &Value) -> Self {
        let Made { root, content_type, status, format, headers, document } = made;
        let node = serde_json::from_value(value.clone()).unwrap_or(Node::Null);
        let xml = match (format, &node) {
            _ if document.is_some() => document.map(|document| (document, None)),
            (ResponseFormat::Xml, Node::Object(members)) => Some(xml(root, members, &[])),
            _ => None,
        };
        let items = match (&node, Sequence::of(content_type)) {
            (Node::Array(items), Some(Sequence::Lines | Sequence::Records)) => items.iter().map(Node::json).collect(),
            (node, Some(Sequence::Lines | Sequence::Records)) => vec![node.json()],
            _ => Vec::new(),
        };
        let mut template = Template::of("", node, (status, format), &[]);
        if !items.is_empty() {
            template.events = items.into_iter().map(|item| (item, None)).collect();
        }
        template.own_head = Some(Head { content_type: Some(content_type), headers });
        if let Some(xml) = xml {
            template.xml = xml;
        }
        template
    }

    /// The response, if the document says its head as well.
    pub(in crate::gateway) fn made_response(&self, id: RequestId) -> Option<Response> {
        let Head { content_type, headers } = self.own_head.as_ref()?;
        let body: Body = match (content_type, self.format) {
            (None, _) => Body::default(),
            (Some(content_type), ResponseFormat::Events) => match Sequence::of(content_type) {
                Some(sequence @ (Sequence::Lines | Sequence::Records)) => Body::streamed(self.items(sequence)),
                Some(Sequence::Events) | None => Body::streamed(self.events(id)),
            },
            (_, ResponseFormat::Text | ResponseFormat::Binary) => self.text.clone().into(),
            (_, ResponseFormat::Xml) => self.xml(id).into(),
            _ => self.json(id).into(),
        };
        Some(Response {
            status: self.status,
            content_type: *content_type,
            id: Some(id),
            further: headers.clone(),
            body,
            ..Response::default()
        })
    }

    fn of(action: &'static str, node: Node, (status, format): (u16, ResponseFormat), id_members: &[&str]) -> Self {
        let format = match (&node, format) {
            (Node::String(_), ResponseFormat::Any) => ResponseFormat::Text,
            (_, ResponseFormat::Any) => ResponseFormat::Json,
            _ => format,
        };
        let text = match (&node, format) {
            (Node::String(text), ResponseFormat::Binary | ResponseFormat::Text) => text.clone(),
            (node, ResponseFormat::Binary | ResponseFormat::Text) => node.json(),
            _ => String::new(),
        };
        let events = match (&node, format) {
            (Node::Array(items), ResponseFormat::Events) => items.iter().map(|item| data(item, id_members)).collect(),
            (node, ResponseFormat::Events) => vec![data(node, id_members)],
            _ => Vec::new(),
        };
        let root = format!("{action}Response");
        let (json, xml) = match node {
            Node::Object(members) => (json(&members, id_members), xml(&root, &members, id_members)),
            // A list has no names for its items, which elements must have.
            other => ((other.json(), None), xml(&root, &[("item".to_owned(), other)], id_members)),
        };
        Template { action, status, format, json, xml, text, events, own_head: None }
    }

    /// The same without what must not be shown.
    pub(in crate::gateway) fn redacted(&self, id_members: &[&str], hidden: &Hidden<'_>) -> Self {
        let (before, after) = &self.json;
        let shown =
            match serde_json::from_str([before.as_str(), after.as_deref().unwrap_or_default()].concat().as_str()) {
                Ok(mut node) if !hidden.fields.contains(&"") => {
                    Node::redact(&mut node, hidden);
                    node
                }
                _ => Node::String(REDACTED.to_owned()),
            };
        let own_head = self.own_head.clone();
        Template { own_head, ..Template::of(self.action, shown, (self.status, self.format), id_members) }
    }

    pub(in crate::gateway) fn status(&self) -> u16 {
        self.status
    }

    pub(in crate::gateway) fn format(&self) -> ResponseFormat {
        self.format
    }

    pub(in crate::gateway) fn text(&self) -> &str {
        &self.text
    }

    /// The events, each as it is written.
    pub(in crate::gateway) fn events(&self, id: RequestId) -> impl Iterator<Item = String> {
        self.events.iter().map(move |event| {
            let data = fill(event, id);
            let lines: String = data.split('\n').map(|line| format!("data: {line}\n")).collect();
            lines + "\n"
        })
    }

    /// The items of a sequence of JSON, each as it is written.
    fn items(&self, sequence: Sequence) -> impl Iterator<Item = String> {
        self.events.iter().map(move |(item, _)| sequence.written(item))
    }

    pub(in crate::gateway) fn json(&self, id: RequestId) -> String {
        fill(&self.json, id)
    }

    pub(in crate::gateway) fn xml(&self, id: RequestId) -> String {
        fill(&self.xml, id)
    }
}

fn fill((before, after): &(String, Option<String>), id: RequestId) -> String {
    match after {
        Some(after) => [before, id.text().as_str(), after].concat(),
        None => before.clone(),
    }
}

/// The data of an event: a text as it is, anything else as JSON.
fn data(node: &Node, id_members: &[&str]) -> (String, Option<String>) {
    match node {
        Node::String(text) => (text.replace("\r\n", "\n").replace('\r', "\n"), None),
        Node::Object(members) => json(members, id_members),
        other => {
            let mut text = String::new();
            other.write_json(&mut text);
            (text, None)
        }
    }
}

fn json(members: &[(String, Node)], id_members: &[&str]) -> (String, Option<String>) {
    let mut text = String::from("{");
    let mut before = None;
    for (position, (name, node)) in members.iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        text.push_str(&quoted(name));
        text.push(':');
        if id_members.contains(&name.as_str()) && before.is_none() {
            text.push('"');
            before = Some(std::mem::take(&mut text));
            text.push('"');
        } else {
            node.write_json(&mut text);
        }
    }
    text.push('}');
    cut(before, text)
}

fn xml(root: &str, members: &[(String, Node)], id_members: &[&str]) -> (String, Option<String>) {
    let mut document = Document::new(root);
    let mut before = None;
    for (name, node) in members {
        if id_members.contains(&name.as_str()) && before.is_none() {
            document.open(name);
            before = Some(document.take());
            document.close(name);
        } else {
            node.write_xml(name, &mut document);
        }
    }
    cut(before, document.finish())
}

fn cut(before: Option<String>, rest: String) -> (String, Option<String>) {
    match before {
        Some(before) => (before, Some(rest)),
        None => (rest, None),
    }
}
