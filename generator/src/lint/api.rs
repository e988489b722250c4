//! The description as the rules see it: operations with their parameters, and what is declared.

use serde_json::Value;

use super::report::{items, members, text};
use crate::source::join;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

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
    /// Those of the operation, and those of its path that it does not replace.
    pub(super) parameters: Vec<Parameter<'a>>,
}

pub(super) struct Parameter<'a> {
    /// Where it stands, behind any reference.
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
            for method in METHODS {
                if let Some(value) = item.get(method) {
                    let pointer = join(&pointer, method);
                    let mut parameters = listed_parameters(document, &pointer, value);
                    for shared in listed_parameters(document, &join("/paths", path), item) {
                        if !parameters.iter().any(|own| own.same(&shared)) {
                            parameters.push(shared);
                        }
                    }
                    let id = text(value, "operationId");
                    operations.push(Operation { pointer, path, value, id, parameters });
                }
            }
        }
        Self { document, operations }
    }

    /// The ids of `x-acs-sites`.
    pub(super) fn sites(&self) -> Vec<&'a str> {
        items(self.document.get("x-acs-sites")).filter_map(|(_, site)| text(site, "id")).collect()
    }

    /// The names of `x-acs-resources`.
    pub(super) fn resources(&self) -> Vec<&'a str> {
        members(self.document.get("x-acs-resources")).map(|(name, _)| name.as_str()).collect()
    }
}

impl<'a> Operation<'a> {
    /// The names of `x-acs-limits`.
    pub(super) fn limits(&self) -> Vec<&'a str> {
        items(self.value.get("x-acs-limits")).filter_map(|(_, limit)| text(limit, "name")).collect()
    }

    pub(super) fn parameter_names(&self) -> Vec<&'a str> {
        self.parameters.iter().map(|parameter| parameter.name).collect()
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&Parameter<'a>> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

impl Parameter<'_> {
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

/// What a value is behind any reference, and where that stands.
pub(super) fn resolve<'a>(document: &'a Value, value: &'a Value, pointer: String) -> Option<(&'a Value, String)> {
    let (mut value, mut pointer) = (value, pointer);
    for _ in 0..MAX_HOPS {
        let Some(target) = text(value, "$ref") else {
            return Some((value, pointer));
        };
        pointer = target.strip_prefix('#')?.to_owned();
        value = document.pointer(&pointer)?;
    }
    None
}
