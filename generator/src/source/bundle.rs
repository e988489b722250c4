//! Joins the files of a description into one document.
//!
//! A `$ref` to a component of the entry file stays, except for one to a callback. Any other `$ref` is replaced by what it leads to, unless the entry
//! file lists the very same target as a component: then it becomes a `$ref` to that component, so that a schema in a
//! file of its own can refer to itself.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::load::{Loaded, Loader};
use super::node::{Entry, Extent, Kind, Node};
use super::place::{Children, Place};
use super::reference::Target;
use super::size::Size;
use super::{ENTRY_FILE, MAX_DEPTH, pointer};
use crate::diagnostics::{Code, Diagnostic, FileId, Span, nearest};
use crate::vocabulary::is_vocabulary;

/// What the keys of a mapping are, which decides what a `$ref` in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Keywords of OpenAPI: `$ref` is a reference.
    Keywords,
    /// Names that the description chose: a `$ref` with a text is a reference, any other is a name.
    Names,
    /// Someone's data: nothing in it is a reference.
    Data,
}

impl Keys {
    /// What the keys of the mapping under a keyword are.
    fn under(self, key: &str, value: &Node) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Names => Self::Keywords,
            Self::Keywords => match key {
                "example" | "default" | "enum" | "value" | "x-twin-value-titles" => Self::Data,
                _ if key.starts_with("x-") && !is_vocabulary(key) => Self::Data,
                "callbacks" | "content" | "encoding" | "examples" | "headers" | "links" | "mapping" | "parameters"
                | "paths" | "properties" | "requestBodies" | "responses" | "schemas" | "securitySchemes"
                | "variables" | "x-twin-resources"
                    if matches!(value.kind, Kind::Mapping(_)) =>
                {
                    Self::Names
                }
                _ => Self::Keywords,
            },
        }
    }
}

/// One document, and what was found on the way.
pub(super) struct Bundle {
    pub(super) document: Value,
    pub(super) place: Place,
    /// The JSON pointers of values that could not be had, for which a fault was pushed.
    pub(super) holes: Vec<String>,
    /// The `$ref`s that stayed: pointer of the object that holds it.
    pub(super) references: Vec<String>,
}

/// Joins the files, beginning with the entry file.
pub(super) fn bundle(loader: &mut Loader) -> Option<Bundle> {
    let entry = loader.load(ENTRY_FILE, None)?;
    let components = listed_components(&entry.root);
    let file = Within { id: entry.file, name: ENTRY_FILE };
    let mut bundler = Bundler {
        loader,
        components,
        including: vec![Target { file: ENTRY_FILE.to_owned(), steps: Vec::new() }],
        pointer: String::new(),
        depth: 0,
        size: Size::default(),
        full: false,
        holes: Vec::new(),
        references: Vec::new(),
    };
    let (document, place) = bundler.value(file, &entry.root, Keys::Keywords);
    let Bundler { holes, references, .. } = bundler;
    Some(Bundle { document, place, holes, references })
}

/// The components of the entry file that are nothing but a `$ref` to another file, by what they lead to.
fn listed_components(entry: &Node) -> HashMap<Target, String> {
    let sections = entry.entry("components").map(|components| components.value.entries()).unwrap_or_default();
    let mut listed = HashMap::new();
    for section in sections {
        for component in section.value.entries() {
            let reference = component.value.entry("$ref").and_then(|reference| reference.value.as_str());
            let target = reference.and_then(|reference| Target::parse(reference, ENTRY_FILE).ok());
            if let Some(target) = target.filter(|target| target.file != ENTRY_FILE) {
                let section = pointer::join("/components", &section.key);
                listed.entry(target).or_insert_with(|| pointer::join(&section, &component.key));
            }
        }
    }
    listed
}

/// The file in which a value stands.
#[derive(Clone, Copy)]
struct Within<'a> {
    id: FileId,
    /// Its path relative to the folder of the description.
    name: &'a str,
}

struct Bundler<'a> {
    loader: &'a mut Loader,
    components: HashMap<Target, String>,
    /// What is being replaced by its content at the moment, outermost first.
    including: Vec<Target>,
    /// Where the current value will be in the document.
    pointer: String,
    depth: usize,
    size: Size,
    /// Whether it was said that the document is too large: once it is it stays so.
    full: bool,
    holes: Vec<String>,
    references: Vec<String>,
}

impl Bundler<'_> {
    fn value(&mut self, file: Within<'_>, node: &Node, keys: Keys) -> (Value, Place) {
        let span = node.extent.of(file.id);
        self.size += node.own_size();
        let excess = self.size.excess();
        let too_deep = || format!("is nested more than {} levels deep", 2 * MAX_DEPTH);
        let is_full = excess.is_some();
        if let Some(limit) = excess.or_else(|| (self.depth > 2 * MAX_DEPTH).then(too_deep)) {
            if !self.full {
                let message = format!("with its files joined, the description {limit}");
                self.fault(Diagnostic::error(Code::TooLarge, message).at(span, ""));
            }
            self.full = is_full;
            return self.hole(span);
        }
        match &node.kind {
            Kind::Scalar(value) => (value.clone(), Place::leaf(span)),
            Kind::Sequence(items) => {
                let (values, places) = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| self.step(&index.to_string(), |this| this.value(file, item, keys)))
                    .unzip();
                (Value::Array(values), Place { key: None, value: span, children: Children::Items(places) })
            }
            Kind::Mapping(entries) => match reference_of(node, keys) {
                Some(reference) => self.reference(file, node, reference, keys),
                None => self.mapping(file, node.extent, entries, keys),
            },
        }
    }

    fn mapping(&mut self, file: Within<'_>, extent: Extent, entries: &[Entry], keys: Keys) -> (Value, Place) {
        let mut values = Map::new();
        let mut places: Vec<(Box<str>, Place)> = Vec::with_capacity(entries.len());
        for entry in entries {
            self.size += Size::text(&entry.key);
            let under = keys.under(&entry.key, &entry.value);
            let (value, mut place) = self.step(&entry.key, |this| this.value(file, &entry.value, under));
            place.key = Some(entry.key_extent.of(file.id));
            values.insert(entry.key.clone(), value);
            places.push((entry.key.as_str().into(), place));
        }
        places.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let place = Place { key: None, value: extent.of(file.id), children: Children::Members(places) };
        (Value::Object(values), place)
    }

    fn reference(&mut self, file: Within<'_>, node: &Node, reference: &Entry, keys: Keys) -> (Value, Place) {
        let (span, at) = (node.extent.of(file.id), reference.value.extent.of(file.id));
        for beside in node.entries().iter().filter(|entry| entry.key != "$ref") {
            self.fault(
                Diagnostic::warning(Code::IgnoredBesideReference, format!("`{}` beside `$ref` is ignored", beside.key))
                    .at(beside.key_extent.of(file.id), "has no effect")
                    .related(reference.key_extent.of(file.id), "replaces the whole object"),
            );
        }
        let Some(text) = reference.value.as_str() else {
            self.fault(Diagnostic::error(Code::WrongType, "`$ref` must be a string").at(at, ""));
            return self.hole(span);
        };
        let target = match Target::parse(text, file.name) {
            Ok(target) => target,
            Err(error) => {
                self.fault(Diagnostic::error(Code::ForeignReference, error.to_string()).at(at, ""));
                return self.hole(span);
            }
        };
        let component = match (target.file.as_str(), target.steps.as_slice()) {
            // The OpenAPI reader knows no reference to a callback.
            (ENTRY_FILE, [components, section, _]) if components == "components" && section != "callbacks" => {
                Some(target.pointer())
            }
            _ => self.components.get(&target).filter(|component| **component != self.pointer).cloned(),
        };
        match component {
            Some(component) => self.stay(file, node, reference, &component),
            None => self.include(target, span, at, keys),
        }
    }

    /// A `$ref` that stays in the document.
    fn stay(&mut self, file: Within<'_>, node: &Node, reference: &Entry, component: &str) -> (Value, Place) {
        self.references.push(self.pointer.clone());
        let mut place = Place::leaf(reference.value.extent.of(file.id));
        place.key = Some(reference.key_extent.of(file.id));
        let value = Map::from_iter([("$ref".to_owned(), format!("#{component}").into())]);
        let children = Children::Members(vec![("$ref".into(), place)]);
        (Value::Object(value), Place { key: None, value: node.extent.of(file.id), children })
    }

    /// A `$ref` that is replaced by what it leads to.
    fn include(&mut self, target: Target, span: Span, at: Span, keys: Keys) -> (Value, Place) {
        if self.including.contains(&target) {
            let fault = Diagnostic::error(Code::CircularReference, "the `$ref` leads back to itself").at(at, "");
            self.fault(fault.help("a schema that refers to itself must be listed under `components/schemas`"));
            return self.hole(span);
        }
        let Some((place, loaded)) = self.find(&target, at, 0) else {
            return self.hole(span);
        };
        let Some(found) = loaded.root.at(&place.steps) else {
            return self.hole(span);
        };
        self.including.push(target);
        let included = self.value(Within { id: loaded.file, name: &place.file }, found, keys);
        self.including.pop();
        included
    }

    /// Where the node stands that a target names, behind any reference on the way, and the file of it.
    fn find(&mut self, target: &Target, at: Span, hops: usize) -> Option<(Target, Loaded)> {
        if hops > MAX_DEPTH {
            let message = "the `$ref` passes through itself";
            self.fault(Diagnostic::error(Code::CircularReference, message).at(at, ""));
            return None;
        }
        let loaded = self.loader.load(&target.file, Some(at))?;
        let mut node = &*loaded.root;
        for (index, step) in target.steps.iter().enumerate() {
            if let Some(child) = node.child(step) {
                node = child;
                continue;
            }
            // What the pointer passes through can itself be a reference.
            let Some(text) = node.entry("$ref").and_then(|reference| reference.value.as_str()) else {
                self.fault(dangling(target, step, node, at));
                return None;
            };
            return match Target::parse(text, &target.file) {
                Ok(mut next) => {
                    next.steps.extend_from_slice(&target.steps[index..]);
                    self.find(&next, at, hops + 1)
                }
                Err(error) => {
                    self.fault(Diagnostic::error(Code::ForeignReference, error.to_string()).at(at, ""));
                    None
                }
            };
        }
        Some((target.clone(), loaded))
    }

    fn step<T>(&mut self, step: &str, visit: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        pointer::push(&mut self.pointer, step);
        self.depth += 1;
        let result = visit(self);
        self.depth -= 1;
        self.pointer.truncate(length);
        result
    }

    fn hole(&mut self, span: Span) -> (Value, Place) {
        self.holes.push(self.pointer.clone());
        (Value::Null, Place::leaf(span))
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.loader.diagnostics.push(fault);
    }
}

/// The entry that makes a mapping a reference.
fn reference_of(node: &Node, keys: Keys) -> Option<&Entry> {
    node.entry("$ref").filter(|reference| match keys {
        Keys::Keywords => true,
        Keys::Names => reference.value.as_str().is_some(),
        Keys::Data => false,
    })
}

fn dangling(target: &Target, step: &str, parent: &Node, at: Span) -> Diagnostic {
    let message = format!("there is no `{}` in `{}`", target.pointer(), target.file);
    let fault = Diagnostic::error(Code::DanglingReference, message).at(at, format!("`{step}` is missing"));
    match nearest(step, parent.entries().iter().map(|entry| entry.key.as_str())) {
        Some(name) => fault.help(format!("did you mean `{name}`?")),
        None => fault,
    }
}
