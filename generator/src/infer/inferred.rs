//! What was inferred of a document, in the vocabulary, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::lower;
use crate::model::Api;
use crate::vocabulary::Vocabulary;

/// What an operation was found to do.
#[derive(Debug, Clone)]
pub struct Found {
    /// `POST /pets`.
    pub operation: String,
    /// What it does: `creates one from its body`.
    pub what: String,
}

/// What was inferred of a document: its state in the vocabulary, and why.
#[derive(Debug, Clone, Default)]
pub struct Inferred {
    resources: Map<String, Value>,
    /// By the JSON pointer to the operation.
    operations: BTreeMap<String, Map<String, Value>>,
    /// By resource: what it is, and what its operations do.
    found: BTreeMap<String, (String, Vec<Found>)>,
    /// What was not inferred, and why.
    left_out: Vec<(String, String)>,
    /// How many operations there are.
    total: usize,
}

impl Inferred {
    pub(super) fn of(total: usize) -> Self {
        Inferred { total, ..Inferred::default() }
    }

    pub(super) fn resource(&mut self, name: &str, described: Value, why: String) {
        self.resources.insert(name.to_owned(), described);
        self.found.entry(name.to_owned()).or_default().0 = why;
    }

    pub(super) fn operation(&mut self, resource: &str, origin: &str, words: Map<String, Value>, found: Found) {
        // What is not a collection may be a way to read one.
        if let Some((path, _)) = place(origin) {
            self.left_out.retain(|(what, _)| *what != path);
        }
        self.operations.insert(origin.to_owned(), words);
        self.found.entry(resource.to_owned()).or_default().1.push(found);
    }

    pub(super) fn left_out(&mut self, what: String, why: String) {
        self.left_out.push((what, why));
    }

    /// Whether nothing was inferred.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// The names of the resources.
    pub fn resources(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    /// The keys of the vocabulary where a document would have them.
    fn document(&self) -> Value {
        let mut document = json!({ "x-twin-resources": self.resources, "paths": {} });
        for (origin, words) in &self.operations {
            let Some((path, method)) = place(origin) else { continue };
            document["paths"][path][method] = Value::Object(words.clone());
        }
        document
    }

    /// Gives an API the state that was inferred of it: what the overlay says, read as a document that has it is read.
    pub fn apply(&self, api: &mut Api) {
        if !self.is_empty() {
            lower::remember(api, &Vocabulary::read(&self.document()));
        }
    }

    /// The same as an OpenAPI Overlay 1.0 with a title.
    pub fn overlay(&self, title: &str) -> Value {
        let mut actions = Vec::new();
        if !self.is_empty() {
            actions.push(json!({ "target": "$", "update": { "x-twin-resources": self.resources } }));
        }
        for (origin, words) in &self.operations {
            let Some(target) = target(origin) else { continue };
            actions.push(json!({ "target": target, "update": words }));
        }
        json!({
            "overlay": "1.0.0",
            "info": { "title": format!("What {title} remembers"), "version": "1.0.0" },
            "actions": actions,
        })
    }

    /// What was inferred and why, and what was not, for people.
    pub fn explanation(&self) -> String {
        let mut text = String::new();
        for (resource, (why, found)) in &self.found {
            let _ = writeln!(text, "{resource}: {why}");
            let width = found.iter().map(|found| found.operation.len()).max().unwrap_or(0);
            for Found { operation, what } in found {
                let _ = writeln!(text, "  {operation:width$}  {what}");
            }
        }
        if !self.left_out.is_empty() {
            let _ = writeln!(text, "Not inferred:");
            for (what, why) in &self.left_out {
                let _ = writeln!(text, "  {what}: {why}");
            }
        }
        let count = self.operations.len();
        let _ = writeln!(
            text,
            "{} of {} operations remember; the others answer what the document says of them.",
            count, self.total
        );
        text
    }
}

/// The operation that a pointer leads to, as an overlay names it.
pub(super) fn target(origin: &str) -> Option<String> {
    let (path, method) = place(origin)?;
    Some(format!("$.paths[{}].{method}", quoted(&path)))
}

/// The path and the method that a pointer to an operation names.
fn place(origin: &str) -> Option<(String, &str)> {
    let (path, method) = origin.strip_prefix("/paths/")?.rsplit_once('/')?;
    Some((path.replace("~1", "/").replace("~0", "~"), method))
}

/// A name in a JSONPath expression (RFC 9535 2.3.1).
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
