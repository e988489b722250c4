use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::read::Reader;
use super::{At, Fault, Operation, Resource, is_vocabulary, vendor};
use crate::model::Given;
use crate::pointer::join;
use crate::positions;

/// What a document says in the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Whether the document has a key of it.
    pub(crate) is_used: bool,
    /// What could not be read, of the document and of its operations.
    pub(crate) faults: Vec<Fault>,
    pub(crate) resources: Vec<(String, At<Resource>)>,
    pub(crate) given: Vec<(String, Vec<At<Given>>)>,
    pub(crate) common_errors: Vec<At<CommonError>>,
    /// What only its family of APIs says.
    pub(crate) vendor: vendor::Document,
    /// By the pointer to the operation.
    pub(crate) operations: BTreeMap<String, Operation>,
}

/// A row of `x-twin-common-errors`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CommonError {
    pub(crate) status: Option<u16>,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) description: String,
}

impl Vocabulary {
    /// Reads a document, which may be wrong in any way.
    pub(crate) fn read(document: &Value) -> Self {
        if !has_key(document) {
            return Vocabulary::default();
        }
        let members = |key: &str| document.get(key);
        let mut reader = Reader::new(&members, "");
        let resources = reader.named("x-twin-resources");
        let worlds = document.get("x-twin-given").and_then(Value::as_object).into_iter().flatten();
        let given =
            worlds.map(|(name, world)| (name.clone(), reader.items(world, &join("/x-twin-given", name)))).collect();
        let common_errors = reader.list("x-twin-common-errors");
        let mut faults = reader.faults;
        let vendor = vendor::Document::read(document, &mut faults);

        let mut operations = BTreeMap::new();
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        for (path, item) in paths.filter(|(path, _)| path.starts_with('/')) {
            let pointer = join("/paths", path);
            for (step, _, value) in positions::operations(item) {
                let at = format!("{pointer}{step}");
                operations.insert(at.clone(), Operation::read(value, &at));
            }
        }
        Vocabulary { is_used: true, faults, resources, given, common_errors, vendor, operations }
    }
}

/// Whether an object in a value has a key of the vocabulary.
fn has_key(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_key),
        Value::Object(members) => members.iter().any(|(key, value)| is_vocabulary(key) || has_key(value)),
        _ => false,
    }
}
