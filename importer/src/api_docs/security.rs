//! How callers prove who they are.

use std::collections::BTreeMap;

use crate::Data;
use crate::importer::{Fields, Importer};
use crate::object::Object;

/// A security requirement: the alternatives, each the name of a scheme. None at all for anonymous calls.
pub(super) type Security = Vec<String>;

/// What most operations ask for.
pub(super) fn most(operations: &[(String, Data)]) -> Security {
    let mut counts: BTreeMap<Security, usize> = BTreeMap::new();
    for (_, operation) in operations {
        let list = operation.get("security").map(Data::items).unwrap_or_default();
        *counts.entry(alternatives(list)).or_default() += 1;
    }
    // Of equals the first by name, so that equal documents give equal files.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or_else(|| vec!["AK".to_owned()], |(security, _)| security)
}

/// The schemes that any operation asks for, described.
pub(super) fn schemes(operations: &[(String, Data)]) -> Object {
    let mut names: Vec<String> = Vec::new();
    for (_, operation) in operations {
        for name in alternatives(operation.get("security").map(Data::items).unwrap_or_default()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        names.push("AK".to_owned());
    }
    names.sort_unstable();
    let mut schemes = Object::new();
    for name in names {
        schemes.put(&name, scheme(&name));
    }
    schemes
}

/// A requirement as OpenAPI writes it.
pub(super) fn requirement(security: &Security) -> Data {
    Data::List(security.iter().map(|name| Data::one(name, Data::List(Vec::new()))).collect())
}

impl Importer {
    /// What an operation asks for, if it is not what most do.
    pub(super) fn security(&mut self, fields: &mut Fields, most: &Security) -> Option<Data> {
        let list = fields.take_list("security");
        let own = alternatives(&list);
        // Without a word it is as for most, not for anyone.
        (!list.is_empty() && own != *most).then(|| requirement(&own))
    }
}

fn alternatives(list: &[Data]) -> Security {
    let names = list.iter().filter_map(|entry| entry.entries().first()).map(|(name, _)| component_name(name));
    names.filter(|name| name != "Anonymous").collect()
}

/// A name that a component can have.
fn component_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect()
}

fn scheme(name: &str) -> Data {
    let mut scheme = Object::new();
    match name {
        "BearerToken" => {
            scheme.put("type", "http");
            scheme.put("scheme", "bearer");
            scheme.put("description", "A bearer token.");
        }
        _ => {
            scheme.put("type", "apiKey");
            scheme.put("in", "header");
            scheme.put("name", "Authorization");
            scheme.put(
                "description",
                match name {
                    "AK" => "AccessKey pair; each request is signed with ACS3-HMAC-SHA256.".to_owned(),
                    other => format!("What the service calls `{other}`."),
                },
            );
        }
    }
    scheme.into()
}
