//! How long a validator looks at an example. It looks at every alternative, and at all that these refer to, as often as they
//! are referred to: forty schemas that each have the next one twice are a trillion steps.

use std::collections::HashMap;

use serde_json::Value;

use super::report::text;
use crate::pointer::find;

/// How many steps the examples of a description may take together.
pub(super) const MAX_STEPS: u64 = 10_000_000;

/// How many different steps are looked at to know that.
const MAX_DIFFERENT: usize = 1_000_000;

/// The steps of a schema over a value, each pair counted once.
#[derive(Default)]
pub(super) struct Steps {
    known: HashMap<(*const Value, *const Value), u64>,
}

impl Steps {
    /// How many steps it takes to hold a value against a schema; more than [`MAX_STEPS`] if it was not counted to the end.
    pub(super) fn of(&mut self, document: &Value, schema: &Value, value: &Value) -> u64 {
        let pair = (std::ptr::from_ref(schema), std::ptr::from_ref(value));
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        if self.known.len() >= MAX_DIFFERENT {
            return MAX_STEPS + 1;
        }
        // A schema that is made of itself was reported by the source.
        self.known.insert(pair, 1);
        let mut steps = 1_u64;
        let mut add = |schema: Option<&Value>, value: &Value| {
            if let Some(schema) = schema {
                steps = steps.saturating_add(self.of(document, schema, value));
            }
        };
        let target = text(schema, "$ref").and_then(|target| find(document, target.strip_prefix('#')?));
        add(target, value);
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let parts = schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
            parts.for_each(|part| add(Some(part), value));
        }
        add(schema.get("not"), value);
        let of = |keyword: &str| schema.get(keyword).filter(|schema| schema.is_object());
        match value {
            Value::Array(items) => items.iter().for_each(|item| add(of("items"), item)),
            Value::Object(members) => members.iter().for_each(|(name, member)| {
                let own = schema.get("properties").and_then(|properties| properties.get(name));
                add(own.or_else(|| of("additionalProperties")), member);
            }),
            _ => {}
        }
        self.known.insert(pair, steps);
        steps
    }
}
