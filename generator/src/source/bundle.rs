//! Joins the files of a description into one document.
//!
//! A `$ref` to a component of the entry file stays, except for one to what the OpenAPI reader knows no reference to. A `$ref`
//! to a schema in another file, or from within a schema to that schema, becomes a `$ref` to a component: the one that the
//! entry file lists for it, or a new one. Any other `$ref` is replaced by what it leads to.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::edit;
use super::hoisted::Hoisted;
use super::keys::Keys;
use super::load::{Loaded, Loader};
use super::node::{Entry, Extent, Kind, Node};
use super::place::{Children, Place};
use super::reference::Target;
use super::size::{MAX_DEPTH, Size};
use super::style::Style;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, nearest};
use crate::pointer;

/// One document, and what was found on the way.
pub(super) struct Bundle {
    pub(super) document: Value,
    pub(super) place: Place,
    /// The values that could not be had, for which a fault was pushed.
    pub(super) holes: Vec<Hole>,
    /// The `$ref`s that stayed: pointer of the object that holds it.
    pub(super) references: Vec<String>,
    /// How large the document is.
    pub(super) size: Size,
}

/// A value that could not be had.
#[derive(Debug, Clone)]
pub(super) struct Hole {
    /// Where it would be.
    pub(super) pointer: String,
    /// Whether it would be a schema.
    pub(super) is_schema: bool,
}

/// Joins the files, beginning with the entry file.
pub(super) fn bundle(loader: &mut Loader) -> Option<Bundle> {
    let name = loader.entry.clone();
    let entry = loader.load(&name, None)?;
    let components = listed_components(&entry.root, &name);
    let file = Within { id: entry.file, name: &name };
    let style = Style::of(&entry.root);
    let mut bundler = Bundler {
        loader,
        entry: name.clone(),
        style,
        components,
        hoisted: Hoisted::new(&entry.root, style),
        including: vec![Target { file: name.clone(), steps: Vec::new() }],
        pointer: String::new(),
        depth: 0,
        size: Size::default(),
        full: false,
        holes: Vec::new(),
        references: Vec::new(),
    };
    let (mut document, mut place) = bundler.value(file, &entry.root, Keys::Keywords);
    bundler.add_hoisted(&mut document, &mut place);
    let Bundler { holes, references, size, .. } = bundler;
    Some(Bundle { document, place, holes, references, size })
}

/// The components of the entry file that are nothing but a `$ref` to another file, by what they lead to.
fn listed_components(entry: &Node, file: &str) -> HashMap<Target, String> {
    let sections = entry.entry("components").map(|components| components.value.entries()).unwrap_or_default();
    let mut listed = HashMap::new();
    for section in sections {
        for component in section.value.entries() {
            let reference = component.value.entry("$ref").and_then(|reference| reference.value.as_str());
            let target = reference.and_then(|reference| Target::parse(reference, file).ok());
            if let Some(target) = target.filter(|target| target.file != file) {
                let section = pointer::join("/components", &section.key);
                listed.entry(target).or_insert_with(|| pointer::join(&section, &component.key));
            }
        }
    }
    listed
}

/// The file that a value is in.
#[derive(Clone, Copy)]
struct Within<'a> {
    id: FileId,
    /// Its path relative to the folder of the description.
    name: &'a str,
}

struct Bundler<'a> {
    loader: &'a mut Loader,
    /// The name of the entry file.
    entry: String,
    style: Style,
    components: HashMap<Target, String>,
    hoisted: Hoisted,
    /// What is being replaced by its content at the moment, outermost first.
    including: Vec<Target>,
    /// Where the current value will be in the document.
    pointer: String,
    depth: usize,
    size: Size,
    /// Whether it was said that the document is too large: once it is it stays so.
    full: bool,
    holes: Vec<Hole>,
    references: Vec<String>,
}

impl Bundler<'_> {
    fn value(&mut self, file: Within<'_>, node: &Node, keys: Keys) -> (Value, Place) {
        let span = node.extent.of(file.id);
        self.size += node.own_size();
        self.size += Size::pointer(self.pointer.len());
        let excess = self.size.excess();
        let too_deep = || format!("is nested more than {} levels deep", 2 * MAX_DEPTH);
        let is_full = excess.is_some();
        if let Some(limit) = excess.or_else(|| (self.depth > 2 * MAX_DEPTH).then(too_deep)) {
            if !self.full {
                let message = format!("with its files joined, the description {limit}");
                self.fault(Diagnostic::error(Code::TooLarge, message).at(span, ""));
            }
            self.full |= is_full;
            // Of a document that is too large nothing else is said.
            return if self.full { (Value::Null, Place::leaf(span)) } else { self.hole(span, keys) };
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
        let keeps_others = keys.is_schema() && self.style == Style::JsonSchema;
        for beside in node.entries().iter().filter(|entry| entry.key != "$ref" && !keeps_others) {
            self.fault(
                Diagnostic::warning(Code::IgnoredBesideReference, format!("`{}` beside `$ref` is ignored", beside.key))
                    .at(beside.key_extent.of(file.id), "has no effect")
                    .related(reference.key_extent.of(file.id), "replaces the whole object"),
            );
        }
        let Some(text) = reference.value.as_str() else {
            self.fault(Diagnostic::error(Code::WrongType, "`$ref` must be a string").at(at, ""));
            return self.hole(span, keys);
        };
        let target = match Target::parse(text, file.name) {
            Ok(target) => target,
            Err(error) => {
                self.fault(Diagnostic::error(Code::ForeignReference, error.to_string()).at(at, ""));
                return self.hole(span, keys);
            }
        };
        let listed = self.components.get(&target).cloned();
        let component = match target.file == self.entry && self.style.is_component(&target.steps) {
            true => Some(target.pointer()),
            false => listed,
        };
        let is_circular = self.including.contains(&target);
        match component {
            // Here the entry file lists it.
            Some(component) if component == self.pointer && !is_circular => self.include(target, span, at, keys),
            Some(component) => self.stay(file, node, reference, &component, keys),
            None if keys.is_schema() && (is_circular || target.file != self.entry) => {
                let component = self.hoisted.component(target, at);
                self.stay(file, node, reference, &component, keys)
            }
            None if is_circular => {
                self.fault(Diagnostic::error(Code::CircularReference, "the `$ref` leads back to itself").at(at, ""));
                self.hole(span, keys)
            }
            None => self.include(target, span, at, keys),
        }
    }

    /// A `$ref` that stays in the document, with what may be beside it.
    fn stay(
        &mut self,
        file: Within<'_>,
        node: &Node,
        reference: &Entry,
        component: &str,
        keys: Keys,
    ) -> (Value, Place) {
        self.references.push(self.pointer.clone());
        let beside = node.entries().iter().filter(|_| keys.is_schema() && self.style == Style::JsonSchema);
        let beside: Vec<_> = beside.filter(|entry| entry.key != "$ref").cloned().collect();
        let (mut value, mut place) = self.mapping(file, node.extent, &beside, keys);
        if let (Value::Object(members), Children::Members(places)) = (&mut value, &mut place.children) {
            members.insert("$ref".to_owned(), format!("#{component}").into());
            let mut own = Place::leaf(reference.value.extent.of(file.id));
            own.key = Some(reference.key_extent.of(file.id));
            // `$` comes before all that a key usually begins with.
            let at = places.partition_point(|(key, _)| &**key < "$ref");
            places.insert(at, ("$ref".into(), own));
        }
        (value, place)
    }

    /// A `$ref` that is replaced by what it leads to.
    fn include(&mut self, target: Target, span: Span, at: Span, keys: Keys) -> (Value, Place) {
        let Some((place, loaded)) = self.find(&target, at, 0) else {
            return self.hole(span, keys);
        };
        let Some(found) = loaded.root.at(&place.steps) else {
            return self.hole(span, keys);
        };
        self.including.push(target);
        let included = self.value(Within { id: loaded.file, name: &place.file }, found, keys);
        self.including.pop();
        included
    }

    /// Adds the components that schemas became, and those that these refer to.
    fn add_hoisted(&mut self, document: &mut Value, place: &mut Place) {
        while let Some((target, component, at)) = self.hoisted.next() {
            self.pointer.clone_from(&component);
            self.including.truncate(1);
            let (value, placed) = self.include(target, at, at, Keys::Schema);
            edit::put(document, place, &component, value, placed);
        }
        self.pointer.clear();
    }

    /// Where the node is that a target names, behind any reference on the way, and the file of it.
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

    fn hole(&mut self, span: Span, keys: Keys) -> (Value, Place) {
        self.holes.push(Hole { pointer: self.pointer.clone(), is_schema: keys.is_schema() });
        (Value::Null, Place::leaf(span))
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.loader.diagnostics.push(fault);
    }
}

/// The entry that makes a mapping a reference.
fn reference_of(node: &Node, keys: Keys) -> Option<&Entry> {
    node.entry("$ref").filter(|reference| match keys {
        Keys::Keywords | Keys::Schema => true,
        Keys::Names | Keys::SchemaNames => reference.value.as_str().is_some(),
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
