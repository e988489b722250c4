//! The description as the rules see it: operations with their parameters, and what is declared.

use serde_json::Value;

use super::report::{items, members, text};
use crate::pointer::{find, join};
use crate::positions;
use crate::vocabulary::body_name;

/// Enough for any chain of references that ends; what does not end was reported by the source.
const MAX_HOPS: usize = 100;

pub(super) struct Api<'a> {
    pub(super) document: &'a Value,
    pub(super) operations: Vec<Operation<'a>>,
}

pub(super) struct Operation<'a> {
    pub(super) pointer: String,
    pub(super) path: &'a str,
    pub(super) value: &'a Value,
    pub(super) id: Option<&'a str>,
    /// Those of the operation, those of its path that it does not replace, and what its body stands for.
    pub(super) parameters: Vec<Parameter<'a>>,
}

pub(super) struct Parameter<'a> {
    /// Where it is, behind any reference.
    pub(super) pointer: String,
    /// Where the operation lists it.
    pub(super) listed: String,
    pub(super) value: &'a Value,
    pub(super) name: &'a str,
    pub(super) location: &'a str,
}

impl<'a> Api<'a> {
    pub(super) fn new(document: &'a Value) -> Self {
        let mut operations = Vec::new();
        for (path, item) in members(document.get("paths")).filter(|(path, _)| path.starts_with('/')) {
            let pointer = join("/paths", path);
            for (step, _, value) in positions::operations(item) {
                let pointer = format!("{pointer}{step}");
                let mut parameters = listed_parameters(document, &pointer, value);
                for shared in listed_parameters(document, &join("/paths", path), item) {
                    if !parameters.iter().any(|own| own.same(&shared)) {
                        parameters.push(shared);
                    }
                }
                parameters.extend(host_parameters(&pointer, value));
                parameters.extend(body_parameters(document, &pointer, value));
                let id = text(value, "operationId");
                operations.push(Operation { pointer, path, value, id, parameters });
            }
        }
        Self { document, operations }
    }
}

impl<'a> Operation<'a> {
    pub(super) fn parameter_names(&self) -> Vec<&'a str> {
        self.parameters.iter().map(|parameter| parameter.name).collect()
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&Parameter<'a>> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

impl<'a> Parameter<'a> {
    /// The schema of its values, and where that is.
    pub(super) fn schema(&self) -> Option<(&'a Value, String)> {
        match self.location {
            "form" | "body" => Some((self.value, self.pointer.clone())),
            _ => Some((self.value.get("schema")?, join(&self.pointer, "schema"))),
        }
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        (self.name, self.location) == (other.name, other.location)
    }
}

/// The parameters in the list of an operation or a path.
pub(super) fn listed_parameters<'a>(document: &'a Value, holder: &str, value: &'a Value) -> Vec<Parameter<'a>> {
    let list = join(holder, "parameters");
    items(value.get("parameters"))
        .filter_map(|(index, item)| {
            let listed = join(&list, &index.to_string());
            let (value, pointer) = resolve(document, item, listed.clone())?;
            Some(Parameter { name: text(value, "name")?, location: text(value, "in")?, pointer, listed, value })
        })
        .collect()
}

/// The parameters in the host.
fn host_parameters<'a>(operation: &str, value: &'a Value) -> Vec<Parameter<'a>> {
    let list = join(operation, "x-twin-host-parameters");
    let parameters = items(value.get("x-twin-host-parameters")).filter_map(|(index, value)| {
        let pointer = join(&list, &index.to_string());
        Some(Parameter { listed: pointer.clone(), pointer, value, name: text(value, "name")?, location: "host" })
    });
    parameters.collect()
}

const FORM: &str = "application/x-www-form-urlencoded";

/// What the request body of an operation stands for: the properties of a form, or one parameter that is the body.
fn body_parameters<'a>(document: &'a Value, operation: &str, value: &'a Value) -> Vec<Parameter<'a>> {
    let Some(body) = value.get("requestBody") else { return Vec::new() };
    let Some((body, pointer)) = resolve(document, body, join(operation, "requestBody")) else { return Vec::new() };
    let content = join(&pointer, "content");
    let form = ["/content", &join("", FORM), "/schema"].concat();
    if let Some(schema) = find(body, &form) {
        let Some((schema, pointer)) = resolve(document, schema, format!("{pointer}{form}")) else { return Vec::new() };
        let pointer = join(&pointer, "properties");
        let properties = members(schema.get("properties"));
        let properties = properties.map(|(name, value)| {
            let pointer = join(&pointer, name);
            Parameter { listed: pointer.clone(), pointer, value, name, location: "form" }
        });
        return properties.collect();
    }
    let media = members(body.get("content")).find_map(|(name, media)| Some((name, media.get("schema")?)));
    let Some((media, value)) = media else { return Vec::new() };
    let name = body_name(|key| body.get(key));
    vec![Parameter { pointer: join(&join(&content, media), "schema"), listed: pointer, value, name, location: "body" }]
}

/// The schema of what a successful call answers, and where that is.
pub(super) fn response_schema<'a>(document: &'a Value, operation: &Operation<'a>) -> Option<(&'a Value, String)> {
    let responses = operation.value.get("responses")?;
    let success = members(Some(responses)).find(|(status, _)| status.starts_with('2'));
    let (status, response) = success.or_else(|| members(Some(responses)).find(|(status, _)| *status == "default"))?;
    let pointer = join(&join(&operation.pointer, "responses"), status);
    let (response, pointer) = resolve(document, response, pointer)?;
    let (media, schema) =
        members(response.get("content")).find_map(|(name, media)| Some((name, media.get("schema")?)))?;
    Some((schema, join(&join(&join(&pointer, "content"), media), "schema")))
}

/// What a value is behind any reference, and where that is.
pub(super) fn resolve<'a>(document: &'a Value, value: &'a Value, pointer: String) -> Option<(&'a Value, String)> {
    let (mut value, mut pointer) = (value, pointer);
    for _ in 0..MAX_HOPS {
        let Some(target) = text(value, "$ref") else {
            return Some((value, pointer));
        };
        pointer = target.strip_prefix('#')?.to_owned();
        value = find(document, &pointer)?;
    }
    None
}
