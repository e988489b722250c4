//! The document against `spec/schema.json`, which editors use as well.

mod fault;
mod reason;

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use super::report::Report;

pub(super) use self::reason::reason;

struct Vocabulary {
    schema: Value,
    validator: Validator,
}

/// Compiled once. That the file is a JSON Schema is proved by every test that lints.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../spec/schema.json")).expect("spec/schema.json is JSON");
    let validator = jsonschema::options().offline().build(&schema).expect("spec/schema.json is a JSON Schema");
    Vocabulary { schema, validator }
});

/// Compiles the schema, if that was not done.
pub(super) fn prepare() {
    LazyLock::force(&VOCABULARY);
}

pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    let vocabulary = &*VOCABULARY;
    // Quicker than looking for errors, and mostly there are none.
    if vocabulary.validator.is_valid(document) {
        return;
    }
    for error in vocabulary.validator.iter_errors(document) {
        fault::report(&error, &vocabulary.schema, document, report);
    }
}
