//! A plain OpenAPI 3.0 document, split into one file per operation.

use super::Data;
use super::files::{Description, folder};
use super::importer::Importer;
use super::object::Object;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Splits a document. It has no keys of its own beside those of OpenAPI that would be lost: all stay where they are.
pub(super) fn document(importer: &mut Importer, data: Data) -> Description {
    let title = data.get("info").and_then(|info| info.get("title")).and_then(Data::as_text).unwrap_or_default();
    let id = folder(title);
    let mut entry = Object::from_entries(data.into_entries());
    let mut operations = Vec::new();
    let mut shared = Object::new();
    let mut used = Vec::new();
    for (path, item) in entry.take("paths").map(Data::into_entries).unwrap_or_default() {
        importer.at("paths", |importer| {
            importer.at(path.clone(), |importer| {
                split(importer, &path, item, &mut operations, &mut shared, &mut used);
            });
        });
    }
    let mut components = Object::from_entries(entry.take("components").map(Data::into_entries).unwrap_or_default());
    let schemas = components.take("schemas").map(Data::into_entries).unwrap_or_default();
    let schemas = schemas.into_iter().map(|(name, schema)| (name, moved(schema))).collect();
    for (_, _, _, operation) in &mut operations {
        let entries = Data::from(std::mem::take(operation));
        *operation = Object::from_entries(moved(entries).into_entries());
    }
    Description { id, entry, paths: shared, components, schemas: Object::from_entries(schemas), operations }
}

/// The operations of a path; what is not an operation stays with the path.
fn split(
    importer: &mut Importer,
    path: &str,
    item: Data,
    operations: &mut Vec<(String, String, String, Object)>,
    shared: &mut Object,
    used: &mut Vec<String>,
) {
    let mut rest = Vec::new();
    for (key, value) in item.into_entries() {
        if !METHODS.contains(&key.as_str()) {
            rest.push((key, value));
            continue;
        }
        let mut entries = value.into_entries();
        let given = entries.iter().find(|(key, _)| key == "operationId").and_then(|(_, id)| id.as_text());
        let id = importer.operation_id(given, &key, path, used);
        match entries.iter_mut().find(|(key, _)| key == "operationId") {
            Some((_, known)) => *known = id.as_str().into(),
            None => entries.insert(0, ("operationId".to_owned(), id.as_str().into())),
        }
        operations.push((id, path.to_owned(), key, Object::from_entries(entries)));
    }
    if !rest.is_empty() {
        shared.put(path, Data::Map(rest));
    }
}

/// References to this document lead up from the folder of an operation or a schema.
fn moved(data: Data) -> Data {
    match data {
        Data::Map(entries) => Data::Map(
            entries
                .into_iter()
                .map(|(key, value)| match value {
                    Data::Text(text) if key == "$ref" && text.starts_with('#') => {
                        (key, Data::Text(format!("../openapi.yaml{text}")))
                    }
                    value => (key, moved(value)),
                })
                .collect(),
        ),
        Data::List(items) => Data::List(items.into_iter().map(moved).collect()),
        other => other,
    }
}

impl Importer {
    /// The id of an operation: its own, or one made of method and path.
    fn operation_id(&mut self, given: Option<&str>, method: &str, path: &str, used: &mut Vec<String>) -> String {
        use heck::ToUpperCamelCase;
        let wanted = match given {
            Some(id) => id.to_owned(),
            None => format!("{method} {path}").replace(|c: char| !c.is_ascii_alphanumeric(), " ").to_upper_camel_case(),
        };
        let clean: String =
            wanted.chars().map(|c| if c.is_ascii_alphanumeric() || "_.-".contains(c) { c } else { '_' }).collect();
        let clean = if clean.starts_with(|c: char| c.is_ascii_alphabetic()) { clean } else { format!("Op{clean}") };
        let numbered = (2..).map(|number| format!("{clean}{number}"));
        let id = std::iter::once(clean.clone()).chain(numbered).find(|id| !used.contains(id)).unwrap_or(clean);
        used.push(id.clone());
        id
    }
}
