//! One of the two descriptions that are compared.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostics, Files};
use crate::generate::{Faults, GenerateError, lowered};
use crate::lower::Contracts;
use crate::model::{Api, Contract, LeftOut};
use crate::pointer::{find, join, steps};
use crate::positions::operations;
use crate::source::Source;

/// A description that was read, to be compared with another.
#[derive(Debug)]
pub struct Description {
    pub(super) source: Source,
    pub(super) api: Api,
}

impl Description {
    /// Reads the description at a path, a file or a folder. Faults of its OpenAPI part are repaired.
    ///
    /// # Errors
    /// All errors of the description at once.
    pub fn read(path: &Path) -> Result<Self, GenerateError> {
        let (source, api, _): (_, _, Diagnostics) = lowered(path, None, Faults::Repaired)?;
        Ok(Description { source, api })
    }

    /// The same with other names for the files in a folder: `main:` for a copy of what is in a revision.
    #[must_use]
    pub fn named(mut self, folder: &Path, name: &str) -> Self {
        self.source.files_mut().rename(folder, name);
        self
    }

    /// The same as that of an API of another name: what its crates are called is not a change then.
    #[must_use]
    pub fn of_api(mut self, id: &str) -> Self {
        id.clone_into(&mut self.api.id);
        self
    }

    /// The name of its API, after which crates are named.
    pub fn id(&self) -> &str {
        &self.api.id
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.api.title
    }

    /// The files that were read.
    pub fn files(&self) -> &Files {
        self.source.files()
    }

    /// The document with its schemas as they were written.
    pub(super) fn document(&self) -> &Value {
        self.source.with_json_schemas().unwrap_or(self.source.document())
    }
}

/// What is compared of a description, as far as it is not the same in the other.
pub(super) struct Side<'d> {
    pub(super) description: &'d Description,
    /// By operation of the model, what it says of requests and responses, if it has to be compared.
    pub(super) contracts: Vec<Option<Contract>>,
    /// The same by webhook.
    pub(super) webhooks: Vec<Option<Contract>>,
    pub(super) components: Map<String, Value>,
    /// The operations that cannot be generated, and why, if they have to be compared, with their pointers.
    pub(super) unread: Vec<(&'d LeftOut, String)>,
}

impl<'d> Side<'d> {
    /// Reads the contracts of what is not the same in another document.
    pub(super) fn of(description: &'d Description, other: &Description, changed: &Changed) -> Self {
        let contracts = Contracts::with_words(&description.source);
        let read = |pointer: &str| {
            let is_same = changed.is_same(description.document(), other.document(), pointer);
            let mut steps = steps(pointer);
            let (section, name) = (steps.next()?, steps.next()?);
            let item = join(&join("", &section), &name);
            (!is_same).then(|| contracts.contract(&item, &name, pointer))
        };
        let Api { operations, webhooks, .. } = &description.api;
        Side {
            description,
            contracts: operations
                .par_iter()
                .map(|operation| if operation.is_variant { None } else { read(&operation.origin) })
                .collect(),
            unread: unread(description, |pointer| changed.is_same(description.document(), other.document(), pointer)),
            webhooks: webhooks.iter().map(|webhook| read(&webhook.origin)).collect(),
            components: if changed.schemas.is_empty() && changed.is_small() {
                Map::new()
            } else {
                contracts.components()
            },
        }
    }

    pub(super) fn api(&self) -> &'d Api {
        &self.description.api
    }

    pub(super) fn document(&self) -> &'d Value {
        self.description.document()
    }
}

/// The operations that were left out of the model, but those of which all is the same.
fn unread(description: &Description, is_same: impl Fn(&str) -> bool) -> Vec<(&LeftOut, String)> {
    let pointer = |wanted: &LeftOut| {
        let paths = description.document().get("paths").and_then(Value::as_object).into_iter().flatten();
        let mut operations = paths.flat_map(|(path, item)| {
            operations(item).map(move |(inside, _, own)| (format!("{}{inside}", join("/paths", path)), own))
        });
        let found = operations.find(|(_, own)| own.get("operationId").is_some_and(|id| *id == wanted.id));
        found.map_or_else(|| "/paths".to_owned(), |(pointer, _)| pointer)
    };
    let all = description.api.left_out.iter().map(|own| (own, pointer(own)));
    all.filter(|(_, pointer)| !is_same(pointer)).collect()
}

/// Which components are not the same in both documents, or lead to one that is not.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// `schemas/Pet`
    components: HashSet<String>,
    /// Of those, the names of schemas.
    pub(super) schemas: HashSet<String>,
    /// Whether nothing is known to be the same.
    all: bool,
}

impl Changed {
    pub(super) fn between(old: &Description, new: &Description) -> Self {
        let all = old.source.with_json_schemas().is_some() != new.source.with_json_schemas().is_some();
        let (mut changed, mut leads) = (HashSet::new(), Vec::new());
        let pairs = [(old.document(), new.document()), (new.document(), old.document())];
        for (document, other) in pairs {
            for (section, name, value) in components(document) {
                let key = format!("{section}/{name}");
                let there = other.get("components").and_then(|all| all.get(section)?.get(name));
                if all || there != Some(value) {
                    changed.insert(key.clone());
                }
                let mut targets = Vec::new();
                references(value, &mut targets);
                leads.push((key, targets));
            }
        }
        loop {
            let before = changed.len();
            for (key, targets) in &leads {
                let leads = targets.iter().any(|target| target.as_ref().is_none_or(|target| changed.contains(target)));
                if leads && !changed.contains(key) {
                    changed.insert(key.clone());
                }
            }
            if changed.len() == before {
                break;
            }
        }
        let schemas = changed.iter().filter_map(|key| key.strip_prefix("schemas/").map(str::to_owned)).collect();
        Changed { components: changed, schemas, all }
    }

    /// Whether nothing has to be looked up among the components.
    fn is_small(&self) -> bool {
        self.components.is_empty() && !self.all
    }

    /// Whether what is at a pointer, and beside it for all operations of a path, is the same in both.
    fn is_same(&self, document: &Value, other: &Value, pointer: &str) -> bool {
        let beside = pointer.rsplit_once('/').map(|(item, _)| format!("{item}/parameters")).unwrap_or_default();
        !self.all
            && [pointer, &beside].into_iter().all(|pointer| {
                let own = find(document, pointer);
                own == find(other, pointer) && own.is_none_or(|own| !self.leads(own))
            })
    }

    fn leads(&self, value: &Value) -> bool {
        let mut targets = Vec::new();
        references(value, &mut targets);
        targets.iter().any(|target| target.as_ref().is_none_or(|target| self.components.contains(target)))
    }
}

fn components(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let sections = document.get("components").and_then(Value::as_object).into_iter().flatten();
    sections.flat_map(|(section, entries)| {
        let entries = entries.as_object().into_iter().flatten();
        entries.map(move |(name, value)| (section.as_str(), name.as_str(), value))
    })
}

/// The components that a value refers to; `None` for a reference to something else.
fn references(value: &Value, targets: &mut Vec<Option<String>>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Value::String(reference)) => {
                        let mut steps = steps(reference.strip_prefix("#/components").unwrap_or_default());
                        let target = steps.next().and_then(|section| Some(format!("{section}/{}", steps.next()?)));
                        targets.push(target);
                    }
                    (_, value) => references(value, targets),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, targets)),
        _ => {}
    }
}
