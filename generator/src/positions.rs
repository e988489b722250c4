//! Which object of OpenAPI is where, in any version since 3.0.

use serde_json::Value;

use crate::pointer::{join, push};

/// The keys of a path item that hold operations; `query` is of OpenAPI 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The operations of a path item: the pointer from the item to each, its method, and what it is. Those of other methods than
/// HTTP's own are of OpenAPI 3.2.
pub(crate) fn operations(item: &Value) -> impl Iterator<Item = (String, &str, &Value)> {
    let fixed = METHODS.iter().filter_map(|method| Some((join("", method), *method, item.get(method)?)));
    let additional = item.get(ADDITIONAL).and_then(Value::as_object).into_iter().flatten();
    let additional = additional.map(|(method, value)| (join(&join("", ADDITIONAL), method), method.as_str(), value));
    fixed.chain(additional)
}

/// The key of operations of other methods.
pub(crate) const ADDITIONAL: &str = "additionalOperations";

/// The sections of `components`.
pub(crate) const SECTIONS: [&str; 9] = [
    "schemas",
    "parameters",
    "headers",
    "requestBodies",
    "responses",
    "examples",
    "links",
    "callbacks",
    "securitySchemes",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
}

impl Kind {
    /// The section of `components` that holds such objects.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::Header => "headers",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Example => "examples",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::SecurityScheme => "securitySchemes",
            Self::Document | Self::PathItem | Self::Operation | Self::MediaType | Self::Encoding => return None,
        })
    }

    /// Where the objects in an object of this kind are. `*` is every member or item.
    fn parts(self) -> &'static [(&'static [&'static str], Kind)] {
        match self {
            Self::Document => &[
                (&["paths", "*"], Self::PathItem),
                (&["webhooks", "*"], Self::PathItem),
                (&["x-webhooks", "*"], Self::PathItem),
                (&["components", "schemas", "*"], Self::Schema),
                (&["components", "parameters", "*"], Self::Parameter),
                (&["components", "headers", "*"], Self::Header),
                (&["components", "requestBodies", "*"], Self::RequestBody),
                (&["components", "responses", "*"], Self::Response),
                (&["components", "examples", "*"], Self::Example),
                (&["components", "links", "*"], Self::Link),
                (&["components", "callbacks", "*"], Self::Callback),
                (&["components", "securitySchemes", "*"], Self::SecurityScheme),
            ],
            Self::PathItem => &[
                (&["parameters", "*"], Self::Parameter),
                (&["get"], Self::Operation),
                (&["put"], Self::Operation),
                (&["post"], Self::Operation),
                (&["delete"], Self::Operation),
                (&["options"], Self::Operation),
                (&["head"], Self::Operation),
                (&["patch"], Self::Operation),
                (&["trace"], Self::Operation),
                (&["query"], Self::Operation),
                (&["additionalOperations", "*"], Self::Operation),
            ],
            Self::Operation => &[
                (&["parameters", "*"], Self::Parameter),
                (&["x-twin-host-parameters", "*"], Self::Parameter),
                (&["requestBody"], Self::RequestBody),
                (&["responses", "*"], Self::Response),
                (&["callbacks", "*"], Self::Callback),
            ],
            Self::Callback => &[(&["*"], Self::PathItem)],
            Self::Parameter | Self::Header => &[
                (&["schema"], Self::Schema),
                (&["content", "*"], Self::MediaType),
                (&["examples", "*"], Self::Example),
            ],
            Self::RequestBody => &[(&["content", "*"], Self::MediaType)],
            Self::Response => &[
                (&["headers", "*"], Self::Header),
                (&["content", "*"], Self::MediaType),
                (&["links", "*"], Self::Link),
            ],
            Self::MediaType => &[
                (&["schema"], Self::Schema),
                (&["itemSchema"], Self::Schema),
                (&["examples", "*"], Self::Example),
                (&["encoding", "*"], Self::Encoding),
            ],
            Self::Encoding => &[(&["headers", "*"], Self::Header)],
            Self::Schema => &[
                (&["properties", "*"], Self::Schema),
                (&["items"], Self::Schema),
                (&["additionalProperties"], Self::Schema),
                (&["allOf", "*"], Self::Schema),
                (&["anyOf", "*"], Self::Schema),
                (&["oneOf", "*"], Self::Schema),
                (&["not"], Self::Schema),
                (&["prefixItems", "*"], Self::Schema),
                (&["patternProperties", "*"], Self::Schema),
                (&["contains"], Self::Schema),
                (&["contentSchema"], Self::Schema),
                (&["then"], Self::Schema),
                (&["else"], Self::Schema),
                (&["unevaluatedProperties"], Self::Schema),
            ],
            Self::Example | Self::Link | Self::SecurityScheme => &[],
        }
    }
}

/// An object of OpenAPI, or a reference in its place.
#[derive(Debug)]
pub(crate) struct Position<'a> {
    pub(crate) kind: Kind,
    pub(crate) pointer: String,
    pub(crate) value: &'a Value,
}

/// All objects of a document.
pub(crate) fn of(document: &Value) -> Vec<Position<'_>> {
    let mut found = Vec::new();
    let mut open = vec![Position { kind: Kind::Document, pointer: String::new(), value: document }];
    let mut pointer = String::new();
    let mut parts = Vec::new();
    while let Some(position) = open.pop() {
        parts.clear();
        for (name, member) in position.value.as_object().into_iter().flatten() {
            let leads = position.kind.parts().iter().enumerate();
            let leads = leads.filter(|(_, (steps, _))| steps.first().is_some_and(|step| step == name || *step == "*"));
            parts.extend(leads.map(|(index, part)| (index, name, member, part)));
        }
        // Members come in the order of their names, parts in one of their own.
        parts.sort_by_key(|(index, ..)| *index);
        for (_, name, member, (steps, kind)) in &parts {
            let [first, rest @ ..] = steps else { continue };
            if *first == "*" && is_extension(&position.pointer, name) {
                continue;
            }
            pointer.clear();
            pointer.push_str(&position.pointer);
            push(&mut pointer, name);
            descend(member, &mut pointer, rest, &mut |value, pointer| {
                if value.is_object() {
                    open.push(Position { kind: *kind, pointer: pointer.to_owned(), value });
                }
            });
        }
        found.push(position);
    }
    found
}

fn descend<'a>(value: &'a Value, pointer: &mut String, steps: &[&str], found: &mut dyn FnMut(&'a Value, &str)) {
    let length = pointer.len();
    match (steps, value) {
        ([], _) => found(value, pointer),
        (["*", rest @ ..], Value::Object(members)) => {
            for (name, member) in members {
                if !is_extension(pointer, name) {
                    push(pointer, name);
                    descend(member, pointer, rest, found);
                    pointer.truncate(length);
                }
            }
        }
        (["*", rest @ ..], Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                push(pointer, &index.to_string());
                descend(item, pointer, rest, found);
                pointer.truncate(length);
            }
        }
        ([name, rest @ ..], Value::Object(members)) => {
            if let Some(member) = members.get(*name) {
                push(pointer, name);
                descend(member, pointer, rest, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Paths and responses may have extensions between them; elsewhere `x-...` is a name like any other.
fn is_extension(holder: &str, name: &str) -> bool {
    name.starts_with("x-") && (holder == "/paths" || holder.ends_with("/responses"))
}
