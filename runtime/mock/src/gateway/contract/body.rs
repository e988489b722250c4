//! The body of a request as a value.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::Value;
use twinspec_core::xml::XmlComponents;
use twinspec_core::{DecodeError, EventReader, HttpResponse, Sequence, Style, xml};
use twinspec_schemas::{Pieces, Schema};

use super::accept::{essence, is_json, is_xml, is_yaml};
use super::pieces;
use crate::gateway::multipart;
use crate::gateway::pair::Pair;
use crate::gateway::request::Request;
use crate::{Content, ContentField};

/// What a body says.
#[derive(Debug)]
pub(super) enum Read {
    /// A value to be checked.
    Value(Value),
    /// The items of a sequence, each to be checked.
    Items(Vec<Value>),
    /// Nothing that a schema could be held against: bytes.
    Opaque,
    /// It is not of its media type.
    Malformed(&'static str),
}

/// Reads a body by its description.
pub(super) fn read(request: &Request<'_>, content: &Content, schema: &Schema, components: XmlComponents) -> Read {
    let content_type = request.header("content-type").unwrap_or(content.media_type);
    let media_type = essence(content_type).to_ascii_lowercase();
    match media_type.as_str() {
        _ if is_json(&media_type) => match serde_json::from_slice(request.body) {
            Ok(value) => Read::Value(value),
            Err(_) => Read::Malformed("is not JSON"),
        },
        _ if let Some(sequence @ (Sequence::Lines | Sequence::Records)) = Sequence::of(&media_type) => {
            match (items(sequence, request.body), sequence) {
                (Some(items), _) => Read::Items(items),
                (None, Sequence::Records) => Read::Malformed("is not JSON in each record"),
                (None, _) => Read::Malformed("is not JSON in each line"),
            }
        }
        "application/x-www-form-urlencoded" => {
            let pairs: Vec<Pair<'_>> = form_urlencoded::parse(request.body).collect();
            Read::Value(form(&pairs, content, schema))
        }
        _ if media_type.starts_with("multipart/") => {
            let parts = multipart::parts(content_type, request.body);
            if parts.is_broken {
                return Read::Malformed("is not made of parts");
            }
            let parts = parts.read.into_iter();
            if schema.allows_list() && !schema.allows_object() {
                let parts: Vec<String> = parts.map(|(_, text)| text).collect();
                return list(&parts, schema).map_or(Read::Opaque, Read::Value);
            }
            let pairs: Vec<Pair<'_>> = parts.map(|(name, text)| (Cow::Owned(name), Cow::Owned(text))).collect();
            Read::Value(form(&pairs, content, schema))
        }
        _ if is_yaml(&media_type) => match serde_yaml::from_slice(request.body) {
            Ok(value) => Read::Value(value),
            Err(_) => Read::Malformed("is not YAML"),
        },
        _ if is_xml(&media_type) => read_xml(request.body, content, schema, components),
        _ if media_type.starts_with("text/") => match std::str::from_utf8(request.body) {
            Ok(text) => schema.read(&Pieces::Text(text)).map_or(Read::Opaque, Read::Value),
            Err(_) => Read::Malformed("is not text"),
        },
        _ => Read::Opaque,
    }
}

/// The items of a sequence, if each of them is JSON.
fn items(sequence: Sequence, body: &[u8]) -> Option<Vec<Value>> {
    let mut reader = EventReader::of(sequence, body.len());
    let mut piece = Bytes::copy_from_slice(body);
    let texts = std::iter::from_fn(|| reader.next(&mut piece).or_else(|| reader.end()));
    texts.map(|text| serde_json::from_str(&text.ok()?.into_data()).ok()).collect()
}

/// Reads an XML document by what is said of its names.
fn read_xml(body: &[u8], content: &Content, schema: &Schema, components: XmlComponents) -> Read {
    let Ok(text) = std::str::from_utf8(body) else { return Read::Malformed("is not text") };
    // What is said to be any text is taken as it is.
    if !schema.allows_object() && !schema.allows_list() {
        return schema.read(&Pieces::Text(text)).map_or(Read::Opaque, Read::Value);
    }
    match xml::read(text, content.xml.unwrap_or_default(), components, HttpResponse::DEFAULT_MAX_BYTES) {
        Ok(value) => schema.read(&pieces(&value)).map_or(Read::Opaque, Read::Value),
        Err(DecodeError::TooLarge { .. }) => Read::Malformed("is too large"),
        Err(_) => Read::Malformed("is not XML"),
    }
}

/// What a document says, whose scalars are texts.
fn pieces(value: &Value) -> Pieces<'_> {
    match value {
        Value::String(text) => Pieces::Text(text),
        Value::Array(items) => Pieces::Items(items.iter().map(pieces).collect()),
        Value::Object(members) => {
            Pieces::Members(members.iter().map(|(name, member)| (name.as_str(), pieces(member))).collect())
        }
        other => Pieces::Value(other.clone()),
    }
}

/// The list whose items are the parts of a body: each a text, or what it is as JSON.
fn list(parts: &[String], schema: &Schema) -> Option<Value> {
    fn json(text: &str) -> Pieces<'_> {
        match serde_json::from_str::<Value>(text) {
            Ok(value @ (Value::Array(_) | Value::Object(_))) => Pieces::Value(value),
            _ => Pieces::Text(text),
        }
    }
    let texts = parts.iter().map(|text| Pieces::Text(text)).collect();
    best(vec![Pieces::Items(parts.iter().map(|text| json(text)).collect()), Pieces::Items(texts)], schema)
}

/// The object whose members are the fields of a form.
fn form(pairs: &[Pair<'_>], content: &Content, schema: &Schema) -> Value {
    let all: Vec<&Pair<'_>> = pairs.iter().collect();
    let mut names: Vec<&str> = schema.property_names();
    let base = |key: &str| key.split('[').next().unwrap_or_default().to_owned();
    let others: Vec<&str> = pairs
        .iter()
        .map(|(key, _)| key.as_ref())
        .filter(|key| !names.contains(key) && !names.contains(&base(key).as_str()))
        .collect();
    names.extend(others);
    let (mut members, mut lists) = (serde_json::Map::new(), serde_json::Map::new());
    for name in names {
        let of = schema.property(name).unwrap_or_else(|| schema.beside(Value::Bool(true)));
        let field = content.fields.iter().find(|field| field.name == name);
        let value = best(ways(&all, name, field, &of), &of);
        let empty = Value::Array(Vec::new());
        if value.is_none() && schema.requires(name) && of.is_valid(&empty) {
            lists.insert(name.to_owned(), empty);
        }
        members.extend(value.map(|value| (name.to_owned(), value)));
    }
    let value = Value::Object(members);
    if lists.is_empty() || schema.is_valid(&value) {
        return value;
    }
    // A list without items is not there when it has been sent.
    if let Value::Object(members) = value {
        lists.extend(members);
    }
    Value::Object(lists)
}

fn ways<'p>(pairs: &[&'p Pair<'_>], name: &str, field: Option<&ContentField>, schema: &Schema) -> Vec<Pieces<'p>> {
    let texts: Vec<&'p str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, text)| text.as_ref()).collect();
    let as_json =
        |text: &&'p str| serde_json::from_str::<Value>(text).ok().filter(|value| value.is_array() || value.is_object());
    let mut ways = Vec::new();
    if let [only] = texts.as_slice()
        && (schema.allows_object() || schema.allows_list())
    {
        ways.extend(as_json(only).map(Pieces::Value));
    }
    if schema.allows_list() && texts.len() > 1 {
        let items = texts.iter().map(|text| as_json(text).map_or(Pieces::Text(text), Pieces::Value));
        ways.push(Pieces::Items(items.collect()));
    }
    let style = field.map_or((Style::Form, true), |field| (field.style, field.explode));
    ways.extend(pieces::of_pairs(pairs, name, style, schema));
    ways.extend(pieces::deep(pairs, name));
    ways
}

/// The first way in which texts are a value that fits; if none does, the first.
pub(super) fn best(ways: Vec<Pieces<'_>>, schema: &Schema) -> Option<Value> {
    let mut first = None;
    for way in &ways {
        let Some(value) = schema.read(way) else { continue };
        if ways.len() == 1 || schema.is_valid(&value) {
            return Some(value);
        }
        first.get_or_insert(value);
    }
    first
}
