//! The `$ref`s that stay in the document: each leads to a component, and following them ends.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::pointer::{self, find};

/// Each reference leads to something.
///
/// Those that do not, by the pointer to the object that holds the reference.
pub(super) fn dangling<'r>(
    document: &Value,
    place: &Place,
    references: &'r [String],
    diagnostics: &mut Diagnostics,
) -> Vec<&'r str> {
    let mut dangling = Vec::new();
    let mut there = HashSet::new();
    for holder in references {
        let Some(target) = target_of(find(document, holder)) else {
            continue;
        };
        if there.contains(target) {
            continue;
        }
        if find(document, target).is_some() {
            there.insert(target);
            continue;
        }
        let mut parent = document;
        let mut names = pointer::steps(target).peekable();
        while let Some(child) = names.peek().and_then(|name| parent.get(name.as_ref())) {
            parent = child;
            names.next();
        }
        let missing = names.next().unwrap_or_default();
        let mut fault = Diagnostic::error(Code::DanglingReference, format!("there is no `#{target}`"))
            .at(place.at(&pointer::join(holder, "$ref")).value, format!("`{missing}` is missing"));
        let candidates = parent.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str));
        if let Some(name) = nearest(&missing, candidates) {
            fault = fault.help(format!("did you mean `{name}`?"));
        }
        diagnostics.push(fault);
        dangling.push(holder.as_str());
    }
    dangling
}

/// No component is made of itself.
///
/// An edge goes from a component to those that it is made of: by a `$ref` that stands for it, or by a `$ref` in its `allOf`.
/// What it may be, by `anyOf` or `oneOf`, is not such an edge, and neither are a property or the items of a list.
///
/// The references that lead back, by the pointer to the object that holds them.
pub(super) fn circular(document: &Value, place: &Place, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut circular = Vec::new();
    let mut edges: BTreeMap<String, Vec<Edge>> = BTreeMap::new();
    let sections = document.get("components").and_then(Value::as_object).into_iter().flatten();
    let sections = sections.map(|(section, components)| (pointer::join("/components", section), components));
    let of_swagger = ["definitions", "parameters", "responses"];
    let of_swagger = of_swagger.into_iter().filter_map(|name| Some((format!("/{name}"), document.get(name)?)));
    for (section, components) in sections.chain(of_swagger) {
        for (name, component) in components.as_object().into_iter().flatten() {
            let at = pointer::join(&section, name);
            let mut made_of = Vec::new();
            parts(component, &at, &mut made_of);
            edges.insert(at, made_of);
        }
    }
    let mut done = BTreeSet::new();
    for start in edges.keys() {
        // The path from the start, and how many edges of each node on it were followed.
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_path = BTreeSet::from([&**start]);
        while let Some((node, followed)) = path.last_mut() {
            let edge = if done.contains(*node) { None } else { edges.get(*node).and_then(|e| e.get(*followed)) };
            let Some(edge) = edge else {
                done.insert(*node);
                on_path.remove(node);
                path.pop();
                continue;
            };
            *followed += 1;
            let is_on_path = on_path.contains(&*edge.to);
            let first = is_on_path.then(|| path.iter().position(|(node, _)| *node == edge.to)).flatten();
            if let Some(first) = first {
                let mut names: Vec<_> = path[first..].iter().map(|(node, _)| name_of(node)).collect();
                names.push(name_of(&edge.to));
                diagnostics.push(
                    Diagnostic::error(Code::CircularReference, format!("`{}` is made of itself", name_of(&edge.to)))
                        .at(place.at(&pointer::join(&edge.holder, "$ref")).value, names.join(" -> ")),
                );
                circular.push(edge.holder.clone());
            } else {
                path.push((&edge.to, 0));
                on_path.insert(&edge.to);
            }
        }
    }
    circular
}

/// A `$ref` that a component is made of.
struct Edge {
    holder: String,
    to: String,
}

fn parts(value: &Value, at: &str, made_of: &mut Vec<Edge>) {
    if let Some(target) = target_of(Some(value)) {
        made_of.push(Edge { holder: at.to_owned(), to: target.to_owned() });
    }
    for (index, part) in value.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
        parts(part, &format!("{at}/allOf/{index}"), made_of);
    }
}

fn target_of(value: Option<&Value>) -> Option<&str> {
    value?.get("$ref")?.as_str()?.strip_prefix('#')
}

fn name_of(pointer: &str) -> String {
    pointer::steps(pointer).last().unwrap_or_default().into_owned()
}

/// Each file of an operation is listed.
pub(super) fn unlisted(files: &[String], document: &Value, place: &Place, diagnostics: &mut Diagnostics) {
    let pointer = if document.get("paths").is_some() { "/paths" } else { "" };
    let at = place.at(pointer);
    for name in files {
        let fault = Diagnostic::warning(Code::UnlistedFile, format!("nothing refers to `{name}`"))
            .at(at.key.unwrap_or(at.value), "it is not listed here")
            .help(format!("list it under its path: `$ref: {name}`"));
        diagnostics.push(fault);
    }
}
