//! Paths: where an operation is in the document, and where it is on the wire.

use std::collections::{HashMap, HashSet};

use super::parameter::{Listed, Parameters};
use crate::Repair;
use crate::importer::Importer;

/// The paths that operations of the document have taken.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The template of each path, by the path with its variables left blank.
    templates: HashMap<String, String>,
    /// Path with its variables left blank, and method.
    taken: HashSet<(String, String)>,
}

/// Where an operation is.
#[derive(Debug)]
pub(super) struct Place {
    /// Its path in the document.
    pub(super) document: String,
    /// Its path on the wire, if that is another.
    pub(super) wire: Option<String>,
}

/// Whether an operation is recognized by this path, and not by its action.
pub(super) fn is_addressed_by_path(path: Option<&str>) -> bool {
    path.is_some_and(|path| !matches!(path.trim(), "" | "/"))
}

impl Importer {
    /// The place of an operation that is recognized by its path.
    pub(super) fn place_by_path(
        &mut self,
        id: &str,
        path: &str,
        method: &str,
        parameters: &mut Parameters,
        paths: &mut Paths,
    ) -> Place {
        let path = self.square_brackets(path.trim());
        if let Some(place) = self.wildcard(id, &path, parameters) {
            return place;
        }
        self.variables(&path, parameters);
        let blank = blank(&path);
        let other_names = paths.templates.get(&blank).is_some_and(|template| *template != path);
        let taken = paths.taken.contains(&(blank.clone(), method.to_owned()));
        if path.contains(['?', '#', '*']) || other_names || taken {
            self.repaired_at("path", Repair::SharedPath);
            return Place { document: own_path(id, &path), wire: Some(path) };
        }
        paths.templates.insert(blank.clone(), path.clone());
        paths.taken.insert((blank, method.to_owned()));
        Place { document: path, wire: None }
    }

    /// `[id]` is meant to be `{id}`.
    fn square_brackets(&mut self, path: &str) -> String {
        if !path.contains('[') {
            return path.to_owned();
        }
        self.repaired_at("path", Repair::SquareBrackets);
        path.replace('[', "{").replace(']', "}")
    }

    /// A path that ends in `*`, whose one parameter is the whole path.
    fn wildcard(&mut self, id: &str, path: &str, parameters: &Parameters) -> Option<Place> {
        let mut in_path = parameters.listed.iter().filter(|parameter| parameter.location == "path");
        let (only, None) = (in_path.next()?, in_path.next()) else { return None };
        if !path.ends_with('*') || path.contains(&format!("{{{}}}", only.name)) {
            return None;
        }
        self.repaired_at("path", Repair::WildcardInPath);
        let document = format!("/{id}/{{{}}}", only.name);
        Some(Place { document, wire: Some(format!("/{{+{}}}", only.name)) })
    }

    /// Each variable of the path is a parameter, and each parameter in the path is a variable of it.
    fn variables(&mut self, path: &str, parameters: &mut Parameters) {
        let names: Vec<&str> = variables(path).collect();
        for name in &names {
            let declared = |parameter: &Listed| parameter.location == "path" && parameter.name == *name;
            if !parameters.listed.iter().any(declared) {
                self.repaired_at("path", Repair::UndeclaredPathVariable);
                parameters.listed.push(Listed::undeclared(name));
            }
        }
        self.unbound(&names, parameters);
    }

    /// A parameter of the path that the path does not have goes into the query.
    pub(super) fn unbound(&mut self, names: &[&str], parameters: &mut Parameters) {
        for parameter in &mut parameters.listed {
            if parameter.location == "path" && !names.contains(&parameter.name.as_str()) {
                self.repaired_at("path", Repair::UnboundPathParameter);
                parameter.location = "query";
            }
        }
    }
}

/// A path that no other operation has, with the same variables.
fn own_path(id: &str, path: &str) -> String {
    let mut own = format!("/{id}");
    for name in variables(path) {
        own.push_str(&format!("/{{{name}}}"));
    }
    own
}

/// The names in braces.
fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// The path with its variables left blank: for OpenAPI, paths that differ only in their names are the same.
fn blank(path: &str) -> String {
    let mut parts = path.split('{');
    let mut blank = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        blank.push_str("{}");
        blank.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    blank
}
