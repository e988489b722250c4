//! The document against `spec/schema.json`, which editors use as well.

mod fault;
mod reason;

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use super::report::Report;
use crate::vocabulary::{Vocabulary as Words, is_vocabulary};

pub(super) use self::reason::reason;

/// Read once. That the file is a JSON Schema is proved by every test that lints.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../spec/schema.json")).expect("spec/schema.json is JSON")
});

/// Compiled once.
static WHOLE: LazyLock<Validator> = LazyLock::new(|| compile(&SCHEMA));

/// Without the keys of the vocabulary, of which most documents have none: they are most of the schema.
static PLAIN: LazyLock<Validator> = LazyLock::new(|| {
    let mut plain = SCHEMA.clone();
    without_vocabulary(&mut plain);
    compile(&plain)
});

fn compile(schema: &Value) -> Validator {
    jsonschema::options().offline().build(schema).expect("spec/schema.json is a JSON Schema")
}

/// Takes the keys of the vocabulary out of what objects may have. What only they refer to is not compiled.
fn without_vocabulary(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_vocabulary),
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties.retain(|name, _| !is_vocabulary(name));
            }
            members.values_mut().for_each(without_vocabulary);
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
