//! Every key of the vocabulary is obeyed: if it says something else, something else comes out.
//!
//! `tests/vocabulary/openapi.yaml` uses all keys of `spec/schema.json`. A key that it lacks fails, so that no key is added
//! without a sign that it does something.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Map, Value};
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::plan::Scope;
use twinspec_generator::source::Source;

/// Definitions of OpenAPI that our own refer to.
const OPEN_API: [&str; 4] = ["SchemaOrReference", "Reference", "MediaType", "ExampleOrReference"];

fn schema() -> Value {
    serde_json::from_str(include_str!("../../spec/schema.json")).expect("JSON")
}

/// The keys of the vocabulary by what holds them, each with its schema: `Operation/x-twin-poll/until/field`.
fn keys(schema: &Value) -> BTreeMap<String, &Value> {
    let mut keys = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let definitions = schema["definitions"].as_object().into_iter().flatten();
    let holders =
        std::iter::once(("", schema)).chain(definitions.map(|(name, definition)| (name.as_str(), definition)));
    for (name, holder) in holders {
        for (key, value) in properties(holder).filter(|(key, _)| key.starts_with("x-")) {
            let at = format!("{name}/{key}");
            ours(schema, value, &at, &mut seen, &mut keys);
            keys.insert(at, value);
        }
    }
    keys
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten().filter(|(_, value)| value.is_object())
}

/// The parts of a schema that say something of the same value, or of its items and members.
fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    let named = ["items", "additionalProperties", "then", "else"].into_iter().filter_map(|key| schema.get(key));
    named.chain(schema.get("patternProperties").and_then(Value::as_object).into_iter().flat_map(Map::values))
}

fn referred<'s>(schema: &'s Value, part: &'s Value) -> Option<(&'s str, &'s Value)> {
    let name = part.get("$ref")?.as_str()?.strip_prefix("#/definitions/")?;
    Some((name, &schema["definitions"][name]))
}

fn ours<'s>(
    schema: &'s Value,
    part: &'s Value,
    at: &str,
    seen: &mut BTreeSet<&'s str>,
    keys: &mut BTreeMap<String, &'s Value>,
) {
    if let Some((name, definition)) = referred(schema, part) {
        if !OPEN_API.contains(&name) && seen.insert(name) {
            ours(schema, definition, name, seen, keys);
        }
        return;
    }
    for (key, value) in properties(part) {
        let at = format!("{at}/{key}");
        ours(schema, value, &at, seen, keys);
        keys.insert(at, value);
    }
    parts(part).for_each(|part| ours(schema, part, at, seen, keys));
}

/// Where the keys stand in a document.
fn places(schema: &Value, document: &Value) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    visit(schema, schema, document, "", String::new(), &mut found);
    found
}

fn visit(
    schema: &Value,
    part: &Value,
    value: &Value,
    at: &str,
    pointer: String,
    found: &mut BTreeMap<String, Vec<String>>,
) {
    if let Some((name, definition)) = referred(schema, part) {
        return visit(schema, definition, value, name, pointer, found);
    }
    for (key, of) in properties(part) {
        if let Some(value) = value.get(key) {
            let (at, pointer) = (format!("{at}/{key}"), join(&pointer, key));
            let places = found.entry(at.clone()).or_default();
            if !places.contains(&pointer) {
                places.push(pointer.clone());
                visit(schema, of, value, &at, pointer, found);
            }
        }
    }
    let of = |key: &str| part.get(key).filter(|part| part.is_object());
    match value {
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                of("items")
                    .into_iter()
                    .for_each(|part| visit(schema, part, value, at, join(&pointer, &index.to_string()), found));
            }
        }
        Value::Object(members) => {
            let declared =
                |key: &String| part.get("properties").is_some_and(|properties| properties.get(key).is_some());
            let patterns = || part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
            for (key, value) in members.iter().filter(|(key, _)| !declared(key)) {
                let pattern = patterns().filter(|(_, of)| of.get("$ref").is_some()).map(|(_, of)| of);
                pattern.chain(of("additionalProperties")).for_each(|part| {
                    visit(schema, part, value, at, join(&pointer, key), found);
                });
            }
        }
        _ => {}
    }
    for key in ["then", "else"] {
        of(key).into_iter().for_each(|part| visit(schema, part, value, at, pointer.clone(), found));
    }
}

fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Files with their texts, and what is said of a document.
type Outcome = (Vec<(String, String)>, Vec<String>);

/// What comes of a document. Nothing if it is not of the form that the schema asks for.
fn outcome(document: &Value) -> Option<Outcome> {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("everything");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("openapi.yaml"), document.to_string()).expect("a file");
    let (files, diagnostics) = match generate(&folder, "../runtime", Scope::All) {
        Ok(generated) => {
            let files =
                generated.tree.iter().filter(|(path, _)| !["docs/openapi.json", "manifest.json"].contains(path));
            (files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect(), generated.diagnostics)
        }
        Err(GenerateError::Spec(_, diagnostics)) => (Vec::new(), diagnostics),
        Err(error) => panic!("{error}"),
    };
    let of_the_form = ["S014", "S015", "S016", "S017", "S018", "S019", "S020"];
    let said = diagnostics.iter().map(|fault| format!("{} {}", fault.code(), fault.message())).collect();
    let is_malformed = diagnostics.iter().any(|fault| of_the_form.contains(&fault.code().as_str()));
    (!is_malformed).then_some((files, said))
}

/// The value of a key, changed so that it still is one; nothing if there is no other.
fn other(value: &Value, schema: &Value, of: &Value) -> Option<Value> {
    let of = referred(schema, of).map_or(of, |(_, definition)| definition);
    if let Some(values) = of.get("enum").and_then(Value::as_array) {
        return values.iter().find(|other| *other != value).cloned();
    }
    match value {
        Value::Bool(value) => Some((!value).into()),
        Value::Number(number) => number.as_i64().map(|number| (number + 1).into()),
        Value::String(text) => Some(format!("{text}x").into()),
        _ => None,
    }
}

fn without(document: &Value, pointer: &str) -> Value {
    let mut document = document.clone();
    let (holder, key) = pointer.rsplit_once('/').expect("a key");
    match document.pointer_mut(holder) {
        Some(Value::Object(members)) => drop(members.remove(&key.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(items)) => drop(items.remove(key.parse().expect("an index"))),
        _ => panic!("there is no {pointer}"),
    }
    document
}

fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(pointer).expect("a value") = value;
    document
}

/// The document with something else, or nothing, at a key. Where neither is of the form that the schema asks for, because
/// the key is required and has one value only, without what holds the key.
fn changed(document: &Value, schema: &Value, of: &Value, pointer: &str) -> impl Iterator<Item = Value> {
    let value = document.pointer(pointer).expect("a value");
    let other = other(value, schema, of).map(|other| with(document, pointer, other));
    let around = std::iter::successors(Some(pointer), |pointer| holder(pointer));
    other.into_iter().chain(around.map(|pointer| without(document, pointer)))
}

fn holder(pointer: &str) -> Option<&str> {
    pointer.rsplit_once('/').map(|(holder, _)| holder).filter(|holder| !holder.is_empty())
}

#[test]
fn every_key_changes_what_comes_out() {
    let schema = schema();
    let source = Source::read(Path::new("tests/vocabulary")).expect("the fixture");
    let document = source.document();
    let base = outcome(document).expect("the fixture is of the form that the schema asks for");
    assert!(!base.0.is_empty(), "the fixture has errors: {:#?}", base.1);
    let places = places(&schema, document);
    let keys = keys(&schema);
    assert!(keys.len() > 150, "{keys:#?}");
    let silent = keys.par_iter().filter_map(|(key, of)| {
        let Some(places) = places.get(key) else { return Some(format!("{key}: tests/vocabulary does not have it")) };
        let obeyed = places.iter().any(|pointer| {
            let mut outcomes = changed(document, &schema, of, pointer).filter_map(|changed| outcome(&changed));
            outcomes.next().is_some_and(|outcome| outcome != base)
        });
        (!obeyed).then(|| format!("{key}: nothing else comes out"))
    });
    let silent: Vec<_> = silent.collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
