//! Every key of the vocabulary is obeyed: another valid value changes what is written.
//!
//! `tests/vocabulary/openapi.yaml` uses all keys of `spec/schema.json`. A key that it lacks fails, so that no key is added
//! without a sign that it does something. That a wrong value is refused is no such sign: a key could be checked and then
//! forgotten. Where another value has to fit the rest of the document, `tests/vocabulary/others.yaml` says one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Map, Value};
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::settings::{Runtime, Settings};
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

/// Where the keys are in a document.
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
    let (files, diagnostics) = match generate(&folder, &Settings::new(Runtime::Path("../../..".to_owned()))) {
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

/// Other values of keys, as `tests/vocabulary/others.yaml` has them.
fn others() -> Map<String, Value> {
    serde_yaml::from_str(include_str!("vocabulary/others.yaml")).expect("a mapping")
}

/// The members of an object are added to those that are there; any other value takes the place of the one there.
fn merged(value: &Value, other: &Value) -> Value {
    match (value, other) {
        (Value::Object(members), Value::Object(others)) => {
            let others = others.iter().map(|(name, other)| (name.clone(), other.clone()));
            members.clone().into_iter().chain(others).collect()
        }
        _ => other.clone(),
    }
}

/// The document with something else at a key, or without it.
fn changed(document: &Value, schema: &Value, of: &Value, written: Option<&Value>, pointer: &str) -> Vec<Value> {
    let value = document.pointer(pointer).expect("a value");
    let other = match written {
        Some(other) => Some(merged(value, other)),
        None => other(value, schema, of),
    };
    other.map(|other| with(document, pointer, other)).into_iter().chain([without(document, pointer)]).collect()
}

/// What comes of a change of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    /// The document is not of the form that the schema asks for, or nothing else comes out.
    Nothing,
    /// The document is refused.
    Refused,
    /// Something else is said of the document.
    Said,
    /// Other files are written.
    Written,
}

fn effect(changed: &Value, base: &Outcome) -> Effect {
    match outcome(changed) {
        None => Effect::Nothing,
        Some((files, said)) => match (files.is_empty(), files != base.0, said != base.1) {
            (true, ..) => Effect::Refused,
            (false, true, _) => Effect::Written,
            (false, false, true) => Effect::Said,
            (false, false, false) => Effect::Nothing,
        },
    }
}

/// Required keys that have one value only, and why they are there. What holds them changes what is written.
const ONE_VALUE: &[(&str, &str)] = &[
    ("Expression/account", "it distinguishes this expression from others; of an account, only the number is known"),
    ("Limit/per", "it says who shares an allowance, without which a count says nothing; so far that is an account"),
];

fn has_one_value(schema: &Value) -> bool {
    schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.len() == 1)
}

fn holder(pointer: &str) -> &str {
    pointer.rsplit_once('/').map(|(holder, _)| holder).unwrap_or_default()
}

#[test]
fn every_key_changes_what_is_written() {
    let (schema, others) = (schema(), others());
    let source = Source::read(Path::new("tests/vocabulary")).expect("the fixture");
    let document = source.document();
    let Some(base) = outcome(document) else {
        panic!("{:#?}", generate(Path::new("tests/vocabulary"), &Settings::new(Runtime::Path(String::new()))).err())
    };
    assert!(!base.0.is_empty(), "the fixture has errors: {:#?}", base.1);
    let places = places(&schema, document);
    let keys = keys(&schema);
    assert!(keys.len() > 150, "{keys:#?}");
    let strange: Vec<_> = others.keys().filter(|key| !keys.contains_key(*key)).collect();
    assert!(strange.is_empty(), "tests/vocabulary/others.yaml has keys that the schema has not: {strange:#?}");
    let wrong = keys.par_iter().filter_map(|(key, of)| {
        let Some(places) = places.get(key) else { return Some(format!("{key}: tests/vocabulary does not have it")) };
        let is_named = ONE_VALUE.iter().any(|(name, _)| name == key);
        if is_named && !has_one_value(of) {
            return Some(format!("{key}: it has several values"));
        }
        let changes = places.iter().flat_map(|pointer| match is_named {
            true => vec![without(document, holder(pointer))],
            false => changed(document, &schema, of, others.get(key), pointer),
        });
        let mut best = Effect::Nothing;
        for changed in changes {
            best = best.max(effect(&changed, &base));
            if best == Effect::Written {
                return None;
            }
        }
        Some(format!("{key}: of other values, the most that comes is {best:?}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
