//! `type: [string, "null"]` becomes `type: string` with `nullable: true`. Several types become `anyOf`, each with the keywords
//! that belong to it. `type: "null"` alone becomes the `enum` of null.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(in crate::versions) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let at = join(schema, "type");
    let mut types: Vec<String> = match rewriting.get(&at) {
        Some(Value::String(only)) if only == "null" => vec![only.clone()],
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return,
    };
    let mut known = HashSet::new();
    types.retain(|name| known.insert(name.clone()));
    let count = types.len();
    types.retain(|name| name != "null");
    if types.len() < count {
        rewriting.source.set(&join(schema, "nullable"), true.into());
    }
    match types.as_slice() {
        [] => {
            rewriting.source.remove(&at);
            rewriting.source.set(&join(schema, "enum"), json!([null]));
        }
        [only] => rewriting.source.set(&at, only.as_str().into()),
        several if several.iter().any(|name| name == "number") && several.len() == 2 && is_number(several) => {
            rewriting.source.set(&at, "number".into());
        }
        several => alternatives(rewriting, schema, several),
    }
}

/// An integer is a number.
fn is_number(types: &[String]) -> bool {
    types.iter().all(|name| name == "number" || name == "integer")
}

fn alternatives(rewriting: &mut Rewriting<'_>, schema: &str, types: &[String]) {
    rewriting.source.remove(&join(schema, "type"));
    let values = rewriting.source.remove(&join(schema, "enum"));
    let list = join(schema, "anyOf");
    // What the schema combines itself is true of all of its types.
    let holder = match rewriting.get(&list) {
        None => list,
        Some(_) => {
            let part = rewriting.source.end_of(&join(schema, "allOf"));
            format!("{part}/anyOf")
        }
    };
    let alternatives = types.iter().map(|name| {
        let mut alternative = Map::from_iter([("type".to_owned(), Value::from(name.as_str()))]);
        if let Some(Value::Array(values)) = &values {
            let own: Vec<_> = values.iter().filter(|value| is_of(value, name)).cloned().collect();
            if !own.is_empty() {
                alternative.insert("enum".to_owned(), own.into());
            }
        }
        Value::Object(alternative)
    });
    let alternatives: Vec<_> = alternatives.collect();
    rewriting.source.set(&holder, alternatives.into());
    for (index, name) in types.iter().enumerate() {
        for keyword in keywords(name) {
            let (from, to) = (join(schema, keyword), format!("{holder}/{index}/{keyword}"));
            // Integers and numbers share theirs.
            rewriting.source.copy(&from, &to);
        }
    }
    for keyword in types.iter().flat_map(|name| keywords(name)) {
        rewriting.source.remove(&join(schema, keyword));
    }
}

/// The keywords that belong to a type.
fn keywords(name: &str) -> &'static [&'static str] {
    match name {
        "string" => &["format", "pattern", "minLength", "maxLength"],
        "integer" | "number" => &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        "array" => &["items", "minItems", "maxItems", "uniqueItems"],
        "object" => &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
        _ => &[],
    }
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
