//! How much work it is to check one value.

use std::collections::HashMap;

use serde_json::Value;

use crate::components::Components;

/// A value that takes more schemas than this is not checked.
pub(crate) const MOST: u64 = 1_000_000;

/// How many schemas are about one and the same value: those that a schema refers to and combines, each as often as it is
/// included. What is about the parts of the value does not count.
pub(crate) fn of(components: &Components, schema: &Value) -> u64 {
    below(components, schema, &mut HashMap::new())
}

fn below<'s>(components: &'s Components, schema: &'s Value, known: &mut HashMap<&'s str, u64>) -> u64 {
    let mut weight: u64 = 1;
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let referred = match known.get(reference) {
            Some(weight) => *weight,
            None => {
                // In a circle it is counted where the circle begins.
                known.insert(reference, 1);
                let weight = components.resolve(reference).map_or(1, |referred| below(components, referred, known));
                known.insert(reference, weight);
                weight
            }
        };
        weight = weight.saturating_add(referred);
    }
    for keyword in ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"] {
        let parts = match schema.get(keyword) {
            Some(Value::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        weight = parts.iter().fold(weight, |weight, part| weight.saturating_add(below(components, part, known)));
    }
    weight
}
