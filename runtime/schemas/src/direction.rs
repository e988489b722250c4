//! What a schema says of requests, and what of responses.

use serde_json::Value;

use crate::components::Components;

/// Which way a value travels. What is `readOnly` is not in a request, and what is `writeOnly` is not in a response, whether
/// it is required or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

impl Direction {
    /// The keyword of properties that do not travel this way.
    fn hides(self) -> &'static str {
        match self {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        }
    }

    /// Whether a property does not travel this way.
    pub(crate) fn is_hidden(self, components: &Components, property: &Value) -> bool {
        let hides = |schema: &Value| schema.get(self.hides()) == Some(&Value::Bool(true));
        let referred = || components.resolve(property.get("$ref")?.as_str()?);
        hides(property) || referred().is_some_and(hides)
    }

    /// Takes out of a schema the properties that do not travel this way.
    pub(crate) fn apply(self, components: &Components, schema: &mut Value) {
        let members = match schema {
            Value::Array(items) => return items.iter_mut().for_each(|item| self.apply(components, item)),
            Value::Object(members) => members,
            _ => return,
        };
        // Which branch a request means its discriminator says, though it fits others too.
        if self == Direction::Request
            && members.contains_key("discriminator")
            && !members.contains_key("anyOf")
            && let Some(branches) = members.remove("oneOf")
        {
            members.insert("anyOf".to_owned(), branches);
        }
        let mut hidden = Vec::new();
        if let Some(Value::Object(properties)) = members.get_mut("properties") {
            for (name, property) in properties.iter_mut().filter(|(_, property)| self.is_hidden(components, property)) {
                *property = Value::Bool(false);
                hidden.push(name.clone());
            }
        }
        if let Some(Value::Array(required)) = members.get_mut("required") {
            required.retain(|name| !hidden.iter().any(|hidden| name == hidden));
        }
        for (keyword, value) in members.iter_mut() {
            if !matches!(keyword.as_str(), "enum" | "const" | "default" | "examples") {
                self.apply(components, value);
            }
        }
    }
}
