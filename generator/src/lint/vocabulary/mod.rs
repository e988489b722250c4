//! The document against `spec/schema.json`, which editors use as well.

mod fault;
mod reason;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Map, Value};

use super::report::Report;
use crate::vocabulary::{Vocabulary as Words, is_vocabulary};

pub(super) use self::reason::reason;

/// Read when a fault is found, or the vocabulary is used.
static SCHEMA: LazyLock<Value> = LazyLock::new(read);

/// Compiled once.
static WHOLE: LazyLock<Validator> = LazyLock::new(|| compile(&SCHEMA));

/// Without the keys of the vocabulary, of which most documents have none: they are most of the schema.
static PLAIN: LazyLock<Validator> = LazyLock::new(|| {
    let mut plain = read();
    without_vocabulary(&mut plain);
    without_unused(&mut plain);
    compile(&plain)
});

/// That the file is a JSON Schema is proved by every test that lints.
fn read() -> Value {
    serde_json::from_str(include_str!("../../../../spec/schema.json")).expect("spec/schema.json is JSON")
}

fn compile(schema: &Value) -> Validator {
    jsonschema::options().offline().build(schema).expect("spec/schema.json is a JSON Schema")
}

/// Takes the keys of the vocabulary out of what objects may have, and what only people read.
fn without_vocabulary(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_vocabulary),
        Value::Object(members) => {
            members.retain(|name, value| name != "description" || !value.is_string());
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties.retain(|name, _| !is_vocabulary(name));
            }
            members.values_mut().for_each(without_vocabulary);
        }
        _ => {}
    }
}

/// Takes the definitions out that nothing refers to any more.
fn without_unused(schema: &mut Value) {
    let Some(Value::Object(mut definitions)) = schema.as_object_mut().and_then(|schema| schema.remove(DEFINITIONS))
    else {
        return;
    };
    let mut used = Map::new();
    let mut names = BTreeSet::new();
    references(schema, &mut names);
    while let Some(name) = names.pop_first() {
        if let Some(definition) = definitions.remove(&name) {
            references(&definition, &mut names);
            used.insert(name, definition);
        }
    }
    schema[DEFINITIONS] = Value::Object(used);
}

const DEFINITIONS: &str = "definitions";

/// The names of the definitions that a schema refers to.
fn references(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            names.extend(target.and_then(|target| target.strip_prefix("#/definitions/")).map(str::to_owned));
            members.values().for_each(|value| references(value, names));
        }
        _ => {}
    }
}

/// Reads the schema and compiles it for documents without the vocabulary, if that was not done.
pub(super) fn prepare() {
    LazyLock::force(&PLAIN);
}

pub(super) fn check(document: &Value, words: &Words, report: &mut Report<'_>) {
    let validator = if words.is_used { &*WHOLE } else { &*PLAIN };
    // Quicker than looking for errors, and mostly there are none.
    if validator.is_valid(document) {
        return;
    }
    for error in validator.iter_errors(document) {
        fault::report(&error, &SCHEMA, document, report);
    }
}
