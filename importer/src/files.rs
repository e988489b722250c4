//! The files of a description.

use std::collections::{BTreeMap, HashMap, HashSet};

use heck::ToKebabCase;
use rayon::prelude::*;

use super::object::Object;
use super::{Data, yaml};

/// A description that is ready to be written.
#[derive(Debug)]
pub(super) struct Description {
    /// The name of its folder.
    pub(super) id: String,
    /// What is in the entry file before the paths.
    pub(super) entry: Object,
    /// What a path has beside its operations, by path.
    pub(super) paths: Object,
    /// The components beside schemas.
    pub(super) components: Object,
    /// The schemas, each a file.
    pub(super) schemas: Object,
    /// Id, path, method, and what is under the method.
    pub(super) operations: Vec<(String, String, String, Object)>,
}

/// Keys of an operation before which an empty line is left.
const SPACED: [&str; 7] =
    ["x-acs-ram", "x-twin-limits", "x-twin-host-parameters", "parameters", "requestBody", "responses", "x-twin-errors"];
/// Keys of the entry file before which an empty line is left.
const SPACED_ENTRY: [&str; 6] = ["servers", "security", "tags", "paths", "components", "x-twin-common-errors"];

/// The folder, and the crates, of a product.
pub(super) fn folder(product: &str) -> String {
    let words: String = product.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = words.to_kebab_case();
    match name.chars().next() {
        Some(first) if first.is_ascii_lowercase() => name,
        Some(_) => format!("api-{name}"),
        None => "api".to_owned(),
    }
}

impl Description {
    /// The text of each file by its path. `schema` leads from the folder to the folder of the JSON Schemas that editors
    /// use, if there is one.
    pub(super) fn files(self, schema: Option<&str>) -> BTreeMap<String, String> {
        let head = |levels: &str, name: &str| {
            schema
                .map_or_else(String::new, |schema| format!("# yaml-language-server: $schema={levels}{schema}{name}\n"))
        };
        let mut names = FileNames::default();
        let mut paths: Vec<(String, Vec<(String, String)>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut operations = Vec::new();
        for (id, path, method, data) in self.operations {
            let file = format!("operations/{}.yaml", names.take(&id));
            operations.push((file.clone(), Data::one(&method, data)));
            let place = *places.entry(path.clone()).or_insert(paths.len());
            match paths.get_mut(place) {
                Some((_, methods)) => methods.push((method, file)),
                None => paths.push((path, vec![(method, file)])),
            }
        }
        let written = |files: Vec<(String, Data)>, schema: &str, spaced: &[&str]| -> Vec<(String, String)> {
            let head = head("../", schema);
            let texts =
                files.into_par_iter().map(|(file, data)| (file, format!("{head}{}", yaml::write(&data, spaced))));
            texts.collect()
        };
        let mut files = BTreeMap::from_iter(written(operations, "path-item.schema.json", &SPACED));
        let mut listed = Object::new();
        let mut shared = self.paths;
        for (path, methods) in paths {
            let beside = shared.take(&path).map(Data::into_entries).unwrap_or_default();
            listed.put(&path, item(beside, methods));
        }
        // A path without operations still is one.
        listed.extend(shared);
        let mut entry = self.entry;
        let common = entry.take("x-twin-common-errors");
        entry.put("paths", listed);
        let mut components = self.components;
        let mut schemas = Object::new();
        let mut schema_files = Vec::new();
        let mut names = FileNames::default();
        for (name, schema) in Data::from(self.schemas).into_entries() {
            let file = format!("schemas/{}.yaml", names.take(&name));
            schemas.put(&name, Data::one("$ref", file.as_str()));
            schema_files.push((file, schema));
        }
        files.extend(written(schema_files, "component.schema.json", &[]));
        components.put_filled("schemas", schemas);
        entry.put_filled("components", components);
        entry.put_some("x-twin-common-errors", common);
        let text = yaml::write(&entry.into(), &SPACED_ENTRY);
        files.insert("openapi.yaml".to_owned(), format!("{}{text}", head("", "schema.json")));
        files
    }
}

/// A path with the files of its operations: one file is the whole path; of several, each has a method.
fn item(beside: Vec<(String, Data)>, methods: Vec<(String, String)>) -> Data {
    if let ([(_, file)], true) = (methods.as_slice(), beside.is_empty()) {
        return Data::one("$ref", file.as_str());
    }
    let mut item = Object::from_entries(beside);
    for (method, file) in methods {
        item.put(&method, Data::one("$ref", format!("{file}#/{method}")));
    }
    item.into()
}

/// Names of files of one folder: some file systems do not tell `a` from `A`.
#[derive(Default)]
struct FileNames(HashSet<String>);

impl FileNames {
    fn take(&mut self, name: &str) -> String {
        let name: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| self.0.insert(name.to_ascii_lowercase()));
        free.unwrap_or(name)
    }
}
