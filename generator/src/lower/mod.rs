//! From the OpenAPI view and our extensions to the [model](crate::model).
//!
//! [`lint`](crate::lint) has spoken before: what it accepts has the right keys and types. What is left to say here is
//! which constructs cannot be generated yet.

mod alibaba;
mod body;
mod body_choice;
mod budget;
mod condition;
mod contract;
mod effect;
mod form;
mod left_out;
#[allow(clippy::module_inception)]
mod lower;
mod media;
mod nameless_parts;
mod operation;
mod pagination;
mod parameter;
mod part;
mod response;
mod schema;
mod security;
mod servers;
mod style;
mod webhook;
mod xml;

use std::collections::{BTreeMap, HashSet};

use openapiv3::{Components, OpenAPI};
use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};

use self::alibaba as vendor;
pub(crate) use self::contract::Contracts;
use self::effect::Behaviour;
use self::lower::Lower;
use self::operation::Operations;
use self::xml::XmlWords;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Api, BodyContent, Contract, ErrorRow, Given, Operation, Resource, Shape, ShapeKind, Site, Webhook, Xml,
};
use crate::source::{Size, Source, Total};
use crate::vocabulary::{self, At, Vocabulary};

/// The status of an error of which only the code is known.
const UNKNOWN_STATUS: u16 = 400;

/// Lowers a linted document. `id` is the name of the API's folder.
///
/// An operation that cannot be generated yet is left out with a warning; the others come out. So is what cannot be said of
/// a component: any value is taken in its place.
///
/// # Errors
/// If the document is none, or says something of the whole API that cannot be generated.
pub fn lower(source: &Source, id: &str) -> Result<(Api, Diagnostics), Diagnostics> {
    read(source, &Vocabulary::read(source.document()), id)
}

/// The same with the vocabulary of the document.
pub(crate) fn read(source: &Source, words: &Vocabulary, id: &str) -> Result<(Api, Diagnostics), Diagnostics> {
    let document = without_paths(source.document()).map_err(|error| not_open_api(source, &error))?;
    let total = Total::default();
    let mut lower = Lower::new(source, &document, words, &total);
    let api = lower.api(id).map_err(|error| not_open_api(source, &error))?;
    lower.diagnostics.extend(lower.found);
    if lower.diagnostics.has_errors() { Err(lower.diagnostics) } else { Ok((api, lower.diagnostics)) }
}

/// Gives a lowered API the state that words say of it, which were inferred.
pub(crate) fn remember(api: &mut Api, words: &Vocabulary) {
    api.resources = resources(words);
    api.state_is_inferred = true;
    for operation in &mut api.operations {
        if let Some(words) = words.operations.get(&operation.origin) {
            let Behaviour { finds, effects, answer, omit, list, .. } = words.into();
            (operation.finds, operation.effects, operation.answer) = (finds, effects, answer);
            (operation.omit, operation.list) = (omit, list);
        }
    }
}

/// Sorted by name.
fn resources(words: &Vocabulary) -> Vec<Resource> {
    let resources: BTreeMap<_, _> = words.resources.iter().map(|(name, at)| (name, &at.node)).collect();
    let resource = |(name, written): (&String, &vocabulary::Resource)| Resource {
        name: name.clone(),
        description: written.description.clone(),
        key: written.key.clone(),
        within: written.within.clone(),
        parent: written.parent.clone(),
        defaults: written.defaults.clone(),
        states: written.states.as_ref().map(Into::into),
    };
    resources.into_iter().map(resource).collect()
}

/// The document without its paths, which are read one by one, and without its callbacks, which are read with them.
fn without_paths(document: &Value) -> Result<OpenAPI, serde_json::Error> {
    let Some(members) = document.as_object() else { return OpenAPI::deserialize(document) };
    let empty = Value::Object(Map::new());
    let rest = members.iter().map(|(key, value)| match (key.as_str(), value) {
        (key @ ("paths" | "components"), Value::Object(_)) => (key, &empty),
        other => other,
    });
    let mut read = OpenAPI::deserialize(MapDeserializer::new(rest))?;
    if let Some(Value::Object(components)) = members.get("components") {
        let others = components.iter().filter(|(name, _)| *name != "callbacks");
        let others = others.map(|(name, value)| (name.as_str(), value));
        read.components = Some(Components::deserialize(MapDeserializer::new(others))?);
    }
    Ok(read)
}

fn not_open_api(source: &Source, error: &serde_json::Error) -> Diagnostics {
    let message = format!("this document is not read as OpenAPI 3.0: {error}");
    let fault = Diagnostic::error(Code::NotOpenApi, message).at(source.span(""), "in this document");
    Diagnostics::from_iter([fault])
}

/// What is said of the bodies that are XML.
fn xml_roots<'x>(operations: &'x mut [Operation], webhooks: &'x mut [Webhook]) -> Vec<&'x mut Xml> {
    let mut roots = Vec::new();
    for operation in operations {
        let contents = operation.contents.iter_mut().flat_map(BodyContent::all_mut);
        roots.extend(operation.parameters.iter_mut().chain(contents).filter_map(|parameter| parameter.xml.as_mut()));
        let responses = std::iter::once(&mut operation.response)
            .chain(&mut operation.other_responses)
            .chain(&mut operation.error_responses);
        roots.extend(responses.filter_map(|response| response.xml_names.as_mut()));
        roots.extend(operation.contract.iter_mut().flat_map(of_contract));
    }
    roots.extend(webhooks.iter_mut().filter_map(|webhook| webhook.contract.as_mut()).flat_map(of_contract));
    roots
}

fn of_contract(contract: &mut Contract) -> impl Iterator<Item = &mut Xml> {
    let contents = contract.responses.iter_mut().flat_map(|response| &mut response.contents);
    contract.bodies.iter_mut().chain(contents).filter_map(|content| content.xml.as_mut())
}

impl Lower<'_> {
    fn api(&mut self, id: &str) -> Result<Api, serde_json::Error> {
        let document = self.document;
        let info = &document.info;
        let vendor = self.vendor();
        let has_contracts = vendor.is_none();
        for fault in &self.words.faults {
            self.unsupported(&fault.at, &*fault.message);
        }
        let mut shapes = self.shapes();
        self.endless(&mut shapes);
        self.take_any_value();
        let Operations { lowered: mut operations, left_out } = self.operations(vendor.as_ref(), &shapes);
        self.common_errors(&mut operations);
        let parameters = operations.iter_mut().flat_map(|operation| {
            let contents = operation.contents.iter_mut().flat_map(BodyContent::all_mut);
            operation.parameters.iter_mut().chain(contents)
        });
        for parameter in parameters {
            parameter.sensitive |= parameter.shape.holds_sensitive(&shapes);
        }
        let mut webhooks = self.webhooks();
        Ok(Api {
            id: id.to_owned(),
            title: info.title.clone(),
            description: info.description.clone().unwrap_or_default(),
            version: info.version.clone(),
            servers: self.servers(),
            security_schemes: self.security_schemes(),
            vendor,
            sites: self.sites(),
            resources: resources(self.words),
            given: self.given(),
            left_out,
            shapes,
            xml: XmlWords::of(self.source.document()).components(&mut xml_roots(&mut operations, &mut webhooks)),
            webhooks,
            state_is_inferred: false,
            operations,
            schemas: if has_contracts { Contracts::of(self.source).components() } else { Map::new() },
        })
    }

    /// Adds to each error table the errors that any operation can answer with, behind its own rows.
    fn common_errors(&mut self, operations: &mut [Operation]) {
        let words = self.words;
        for operation in operations {
            let mut codes: HashSet<String> = operation.errors.iter().map(|row| row.code.clone()).collect();
            for At { at, node: common } in &words.common_errors {
                if codes.insert(common.code.clone()) {
                    let mut size =
                        Size::of_texts([Some(&*common.message), Some(&*common.description), Some(&*common.code)]);
                    size += Size::pointer(at.len());
                    if !self.takes(size, at) {
                        return;
                    }
                    operation.errors.push(ErrorRow {
                        status: common.status.unwrap_or(UNKNOWN_STATUS),
                        listed_status: None,
                        code: common.code.clone(),
                        message: common.message.clone(),
                        description: common.description.clone(),
                        remedy: String::new(),
                        retryable: false,
                        when: None,
                        examples: Vec::new(),
                        origin: at.clone(),
                    });
                }
            }
        }
    }

    fn sites(&self) -> Vec<Site> {
        if self.words.vendor.sites.is_empty() {
            // What does not tell sites apart is one.
            return vec![Site { id: "default".to_owned(), name: self.document.info.title.clone() }];
        }
        self.words
            .vendor
            .sites
            .iter()
            .map(|site| Site { id: site.node.id.clone(), name: site.node.name.clone() })
            .collect()
    }

    fn given(&self) -> BTreeMap<String, Vec<Given>> {
        let world = |(name, world): &(String, Vec<At<Given>>)| {
            (name.clone(), world.iter().map(|given| given.node.clone()).collect())
        };
        self.words.given.iter().map(world).collect()
    }

    fn shapes(&mut self) -> BTreeMap<String, Shape> {
        let Some(components) = &self.document.components else { return BTreeMap::new() };
        let schemas = components.schemas.iter();
        schemas.map(|(name, schema)| (name.clone(), self.component(name, schema))).collect()
    }

    /// A component that is nothing but a list or a map of itself has no type to name it by: it becomes any value.
    fn endless(&mut self, shapes: &mut BTreeMap<String, Shape>) {
        for name in endless(shapes) {
            if let Some(shape) = shapes.get_mut(&name) {
                shape.kind = ShapeKind::Any;
                let origin = shape.origin.clone();
                self.any_value(&origin, "a list or a map that consists of itself");
            }
        }
    }
}

/// The components for which following what they consist of leads back to them.
fn endless(shapes: &BTreeMap<String, Shape>) -> Vec<String> {
    let mut endless = Vec::new();
    let mut done = HashSet::new();
    for start in shapes.keys() {
        let mut way = Vec::new();
        let mut next = Some(start.as_str());
        while let Some(name) = next.filter(|name| done.insert(*name)) {
            way.push(name);
            next = shapes.get(name).and_then(unnamed_reference);
        }
        // What was seen on another way does not lead back to this one.
        let first = next.and_then(|seen| way.iter().position(|name| *name == seen));
        endless.extend(first.into_iter().flat_map(|first| &way[first..]).map(|&name| name.to_owned()));
    }
    endless.sort_unstable();
    endless
}

/// The component that a list or a map of any depth consists of.
fn unnamed_reference(shape: &Shape) -> Option<&str> {
    match &shape.kind {
        ShapeKind::Array { items, .. } => unnamed_reference(items),
        ShapeKind::Map { values } => unnamed_reference(values),
        ShapeKind::Reference(name) => Some(name),
        _ => None,
    }
}
