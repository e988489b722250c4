//! All that is said of a value: a schema, what it refers to, and what it includes with `allOf`.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use crate::pointer::{join, steps};

/// The schemas of one of the two documents.
#[derive(Debug, Clone, Copy)]
pub(in crate::diff) struct Schemas<'s> {
    /// Those under `components`, by name.
    pub(in crate::diff) components: &'s Map<String, Value>,
    /// The names of those that are not the same in the other document, or lead to one that is not.
    pub(in crate::diff) changed: &'s HashSet<String>,
}

/// What holds all at once of a value.
#[derive(Debug, Clone, Default)]
pub(in crate::diff) struct Schema<'s> {
    pub(super) parts: Vec<Part<'s>>,
}

/// One schema, and where it is.
#[derive(Debug, Clone)]
pub(super) struct Part<'s> {
    pub(super) schema: &'s Value,
    pub(super) at: String,
    /// The keyword whose alternatives are looked at elsewhere.
    pub(super) without: Option<&'static str>,
    /// Whether what is around it allows null.
    pub(super) null: bool,
}

/// The keywords with alternatives.
pub(super) const ALTERNATIVES: [&str; 2] = ["oneOf", "anyOf"];

/// Where references lead to.
const DEFINITIONS: &str = "#/$defs/";

impl<'s> Schema<'s> {
    pub(in crate::diff) fn at(schema: &'s Value, at: String) -> Self {
        Schema { parts: vec![Part { schema, at, without: None, null: false }] }
    }

    /// Where it is.
    pub(super) fn place(&self) -> String {
        self.parts.first().map(|part| part.at.clone()).unwrap_or_default()
    }

    /// Where each part is, by which the whole is known.
    pub(super) fn key(&self) -> String {
        let parts = self.parts.iter().map(|part| format!("{} {} {}", part.at, part.without.unwrap_or(""), part.null));
        parts.collect::<Vec<_>>().join("\n")
    }

    /// The component that it is, if it only refers to one.
    pub(super) fn component(&self) -> Option<&'s str> {
        match self.parts.as_slice() {
            [Part { schema, .. }] => component(schema),
            _ => None,
        }
    }

    /// Whether something in it refers to a component.
    pub(super) fn refers(&self) -> bool {
        self.parts.iter().any(|part| part.schema.get("$ref").is_some())
    }

    /// Whether both say the same of a value.
    pub(super) fn is_same(&self, other: &Self, schemas: Schemas<'_>) -> bool {
        let pairs = || self.parts.iter().zip(&other.parts);
        self.parts.len() == other.parts.len()
            && pairs().all(|(a, b)| a.without == b.without && a.null == b.null && a.schema == b.schema)
            && self.parts.iter().all(|part| !schemas.leads_to_change(part.schema))
    }

    /// All schemas that hold, behind references and in `allOf`; alternatives of which there is only one are in it too.
    pub(super) fn flat(&self, schemas: Schemas<'s>) -> Vec<Part<'s>> {
        // What is here without its alternatives is not to come again with them.
        let taken = self.parts.iter().filter(|part| part.without.is_some()).map(|part| part.at.clone());
        let (mut flat, mut seen): (Vec<_>, BTreeSet<_>) = (Vec::new(), taken.collect());
        let mut open: Vec<Part<'s>> = self.parts.iter().rev().cloned().collect();
        while let Some(part) = open.pop() {
            if part.without.is_none() && !seen.insert(part.at.clone()) {
                continue;
            }
            let null = part.null || part.schema.get("nullable") == Some(&Value::Bool(true));
            let mut inside = Vec::new();
            if let Some(reference) = part.schema.get("$ref").and_then(Value::as_str)
                && let Some((schema, at)) = schemas.find(reference)
            {
                inside.push(Part { schema, at, without: None, null });
            }
            for (index, schema) in list(part.schema, "allOf").enumerate() {
                inside.push(Part { schema, at: format!("{}/allOf/{index}", part.at), without: None, null });
            }
            for keyword in ALTERNATIVES.into_iter().filter(|keyword| part.without != Some(keyword)) {
                let own = alternatives(part.schema, keyword, &part.at);
                if let [(schema, at)] = own.as_slice() {
                    let null = null || list(part.schema, keyword).count() > 1;
                    inside.push(Part { schema, at: at.clone(), without: None, null });
                }
            }
            flat.push(Part { null, ..part });
            open.extend(inside.into_iter().rev());
        }
        flat
    }
}

/// The alternatives of a keyword that are not just null.
pub(super) fn alternatives<'s>(schema: &'s Value, keyword: &str, at: &str) -> Vec<(&'s Value, String)> {
    let all = list(schema, keyword).enumerate();
    let own = all.filter(|(_, schema)| schema.get("type") != Some(&Value::from("null")));
    own.map(|(index, schema)| (schema, format!("{at}/{keyword}/{index}"))).collect()
}

fn list<'s>(schema: &'s Value, keyword: &str) -> impl Iterator<Item = &'s Value> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}

fn component(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(DEFINITIONS)
}

impl<'s> Schemas<'s> {
    /// What a reference leads to, and where it is.
    fn find(self, reference: &str) -> Option<(&'s Value, String)> {
        let mut steps = steps(reference.strip_prefix("#/$defs")?);
        let name = steps.next()?;
        let mut at = join("/components/schemas", &name);
        let mut schema = self.components.get(&*name)?;
        for step in steps {
            at = join(&at, &step);
            schema = match schema {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                members => members.get(&*step)?,
            };
        }
        Some((schema, at))
    }

    /// Whether a schema refers to a component that is not the same in the other document.
    pub(in crate::diff) fn leads_to_change(self, schema: &Value) -> bool {
        match schema {
            Value::Object(members) => members.iter().any(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(reference)) => steps(reference.strip_prefix("#/$defs").unwrap_or_default())
                    .next()
                    .is_none_or(|name| self.changed.contains(&*name)),
                (_, value) => self.leads_to_change(value),
            }),
            Value::Array(items) => items.iter().any(|item| self.leads_to_change(item)),
            _ => false,
        }
    }
}
