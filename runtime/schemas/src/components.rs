//! The schemas that an API shares.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

/// The schemas that an API shares, by name. A text is read when the first schema refers to one of them.
#[derive(Debug, Default)]
pub struct Components {
    text: &'static str,
    /// `{"$defs": {NAME: SCHEMA}}`
    root: OnceLock<Value>,
}

impl Components {
    /// Schemas by name, as a JSON object. What is not one has no schemas.
    pub fn of(schemas: Value) -> Self {
        let components = Components::default();
        components.root.get_or_init(|| json!({ "$defs": schemas }));
        components
    }

    /// The same, written as JSON.
    pub const fn read(text: &'static str) -> Self {
        Components { text, root: OnceLock::new() }
    }

    /// The object that references lead into.
    pub(crate) fn root(&self) -> &Value {
        self.root.get_or_init(|| {
            let schemas = serde_json::from_str(self.text).unwrap_or_else(|_| Value::Object(Map::new()));
            json!({ "$defs": schemas })
        })
    }

    /// What a reference leads to.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Value> {
        self.root().pointer(reference.strip_prefix('#')?)
    }

    /// The schemas that a schema needs, those that these need included.
    pub(crate) fn needed(&self, schema: &Value) -> Map<String, Value> {
        let mut needed = Map::new();
        let mut names = BTreeSet::new();
        references(schema, &mut names);
        while let Some(name) = names.pop_first() {
            if needed.contains_key(&name) {
                continue;
            }
            let found =
                self.root().get("$defs").and_then(|schemas| schemas.get(&name)).cloned().unwrap_or(Value::Bool(true));
            references(&found, &mut names);
            needed.insert(name, found);
        }
        needed
    }
}

/// The names of the components that a schema refers to.
fn references(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref")
                && let Some(rest) = reference.strip_prefix("#/$defs/")
            {
                let name = rest.split('/').next().unwrap_or_default();
                names.insert(name.replace("~1", "/").replace("~0", "~"));
            }
            members.values().for_each(|value| references(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        _ => {}
    }
}
