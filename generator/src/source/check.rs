//! The `$ref`s that stay in the document: each leads to a component, and following them ends.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::place::Place;
use super::pointer;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};

/// Each reference leads to something.
pub(super) fn dangling(document: &Value, place: &Place, references: &[String], diagnostics: &mut Diagnostics) {
    for holder in references {
        let Some(target) = target_of(document.pointer(holder)) else {
            continue;
        };
        if document.pointer(target).is_some() {
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
    }
}

/// No component is made of itself.
///
/// An edge goes from a component to those that it is made of: by a `$ref` that stands for it, or by a `$ref` in its
/// `allOf`, `anyOf`, `oneOf` or `not`. A property or the items of a list are not such an edge.
pub(super) fn circular(document: &Value, place: &Place, diagnostics: &mut Diagnostics) {
    let mut edges: BTreeMap<String, Vec<Edge>> = BTreeMap::new();
    for (section, components) in document.get("components").and_then(Value::as_object).into_iter().flatten() {
        let section = pointer::join("/components", section);
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
        while let Some((node, followed)) = path.last_mut() {
            let edge = if done.contains(*node) { None } else { edges.get(*node).and_then(|e| e.get(*followed)) };
            let Some(edge) = edge else {
                done.insert(*node);
                path.pop();
                continue;
            };
            *followed += 1;
            if let Some(first) = path.iter().position(|(node, _)| *node == edge.to) {
                let mut names: Vec<_> = path[first..].iter().map(|(node, _)| name_of(node)).collect();
                names.push(name_of(&edge.to));
                diagnostics.push(
                    Diagnostic::error(Code::CircularReference, format!("`{}` is made of itself", name_of(&edge.to)))
                        .at(place.at(&pointer::join(&edge.holder, "$ref")).value, names.join(" -> ")),
                );
            } else {
                path.push((&edge.to, 0));
            }
        }
    }
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
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for (index, part) in value.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate() {
            parts(part, &format!("{at}/{keyword}/{index}"), made_of);
        }
    }
    if let Some(part) = value.get("not") {
        parts(part, &format!("{at}/not"), made_of);
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
