//! What the operations of a collection do, in the vocabulary.

use serde_json::{Map, Value, json};

use super::collection::{Collection, answered};
use super::fits::fits;
use super::request::Body;
use super::route::{Routes, Step, last_common, parent, same};
use super::sample::Samples;
use super::thing;
use super::{Found, Inferred};
use crate::model::{Operation, Shape};

/// A collection with what it is called in the vocabulary.
pub(super) struct Named<'a> {
    pub(super) collection: Collection<'a>,
    /// `Pet`.
    pub(super) resource: String,
    /// `pet`.
    pub(super) name: String,
    /// The fields that hold what it is in, with the variables of the path that say so.
    pub(super) within: Vec<(String, &'a str)>,
}

/// Writes what is inferred of one collection beside others.
pub(super) struct Writer<'w, 'a> {
    pub(super) samples: Samples<'a>,
    pub(super) routes: &'w Routes<'a>,
    pub(super) all: &'w [Named<'a>],
    pub(super) of: &'w Named<'a>,
    pub(super) inferred: &'w mut Inferred,
}

impl<'a> Writer<'_, 'a> {
    pub(super) fn write(&mut self) {
        let Collection { path, item, create, upsert, .. } = &self.of.collection;
        let (path, item, create, upsert) = (*path, *item, *create, *upsert);
        self.resource();
        if let Some(post) = create {
            self.create(path, post);
        }
        if let Some(list) = self.routes.at(path, "GET") {
            self.list(path, list);
        }
        if let Some(put) = self.routes.at(path, "PUT") {
            self.put_by_body(path, put);
        }
        self.searches(path);
        self.wider(path);
        if let Some(get) = self.routes.at(item, "GET") {
            self.get(item, get);
        }
        if let Some(put) = self.routes.at(item, "PUT") {
            self.put(item, put, upsert.is_some());
        }
        for method in ["PATCH", "POST"] {
            if let Some(operation) = self.routes.at(item, method) {
                self.change(method, item, operation);
            }
        }
        if let Some(delete) = self.routes.at(item, "DELETE") {
            self.delete(item, delete);
        }
        self.verbs(item);
        self.lookups(item);
        self.existence(item);
    }

    pub(super) fn resource(&mut self) {
        let Named { collection, resource, within, .. } = self.of;
        let Collection { key, shapes, create, upsert, id, .. } = collection;
        let sent: Vec<_> = create.iter().chain(upsert).map(|operation| Body::of(self.samples.api, operation)).collect();
        let is_given = |name: &str| {
            !sent.is_empty()
                && sent.iter().all(|body| {
                    let sent = body.member(self.samples.api, name).filter(|sent| sent.required);
                    sent.is_some_and(|sent| self.shown(name).all(|own| fits(self.samples.api, sent.shape, &own.shape)))
                })
        };
        let without = |name: &str| name == key || is_given(name);
        let defaults = self.samples.all(shapes, &without);
        let mut described = Map::new();
        let description = format!("One of what `{}` has.", collection.path);
        described.insert("description".to_owned(), description.into());
        described.insert("key".to_owned(), key.as_str().into());
        if !within.is_empty() {
            let fields = within.iter().map(|(field, _)| Value::from(field.as_str()));
            described.insert("within".to_owned(), fields.collect());
        }
        if !defaults.is_empty() {
            described.insert("defaults".to_owned(), Value::Object(defaults));
        }
        let what = match id {
            Some(id) => format!("each has its own `{key}`, {}", id.what),
            None => format!("each has its own `{key}`, which callers give"),
        };
        let what = match within.as_slice() {
            [] => what,
            within => {
                let outer: Vec<_> = within.iter().map(|(_, variable)| format!("`{{{variable}}}`")).collect();
                format!("{what} within {}", outer.join(" and "))
            }
        };
        let reason = format!("`{{{}}}` of `{}` names it", collection.variable, collection.item);
        self.inferred.resource(resource, Value::Object(described), format!("{what}: {reason}"));
    }

    /// The filters that find what the path names.
    pub(super) fn where_it_is(&self, of: &Named<'a>, variable: Option<&str>) -> Value {
        let mut filters = Map::new();
        for (field, variable) in &of.within {
            filters.insert(field.clone(), json!({ "parameter": variable }));
        }
        if let Some(variable) = variable {
            filters.insert(of.collection.key.clone(), json!({ "parameter": variable }));
        }
        Value::Object(filters)
    }

    /// What an operation looks up: what it is about, and what that is in.
    pub(super) fn finds(&self, about: Option<&str>, absent: bool) -> Map<String, Value> {
        let mut finds = Map::new();
        let Named { collection, name, resource, .. } = self.of;
        if let Some(variable) = about {
            let mut find = json!({ "resource": resource, "where": self.where_it_is(self.of, Some(variable)) });
            if absent {
                find["absent"] = json!(404);
            }
            finds.insert(name.clone(), find);
        }
        let outer = std::iter::successors(parent(collection.path), |path| parent(path));
        for around in outer.filter_map(|path| self.all.iter().find(|other| same(other.collection.item, path))) {
            let Some(Step::Variable(variable)) = last_common(collection.path, around.collection.item) else {
                continue;
            };
            let mut filters = Map::new();
            for ((field, _), variable) in around.within.iter().zip(&collection.outer) {
                filters.insert(field.clone(), json!({ "parameter": variable }));
            }
            filters.insert(around.collection.key.clone(), json!({ "parameter": variable }));
            let find = json!({ "resource": around.resource, "where": filters, "absent": 404 });
            finds.insert(around.name.clone(), find);
        }
        finds
    }

    /// The body of an answer that shows the thing, if it does.
    pub(super) fn shows(&self, operation: &Operation, name: &str) -> Option<Map<String, Value>> {
        let api = self.samples.api;
        let body = answered(operation)?;
        let key = self.of.collection.key.as_str();
        let has_key = |shape: &Shape| thing::member(api, shape, key).is_some();
        let place = thing::place(api, body, &self.of.collection.one, &has_key)?;
        let mut answer = self.around(body, &place);
        answer.insert(place, json!({ "resource": name }));
        Some(answer)
    }

    /// What is in a body around a place.
    pub(super) fn around(&self, body: &Shape, place: &str) -> Map<String, Value> {
        let first = place.split('.').next().unwrap_or_default();
        let mut answer = Map::new();
        if !place.is_empty() {
            let around = self.samples.object(body, &|field| field.name == first && !place.contains('.'));
            answer.insert(String::new(), json!({ "value": around }));
        }
        answer
    }

    pub(super) fn say(
        &mut self,
        method: &str,
        path: &str,
        operation: &Operation,
        words: Map<String, Value>,
        what: String,
    ) {
        let found = Found { operation: format!("{method} {path}"), what };
        self.inferred.operation(&self.of.resource, &operation.origin, words, found);
    }

    pub(super) fn put_except(&self, effect: &mut Value, except: Vec<String>) {
        if !except.is_empty() {
            effect["except"] = except.into();
        }
    }

    pub(super) fn words(&self, finds: Map<String, Value>, effects: Vec<Value>) -> Map<String, Value> {
        let mut words = Map::new();
        if !finds.is_empty() {
            words.insert("x-twin-find".to_owned(), Value::Object(finds));
        }
        if !effects.is_empty() {
            words.insert("x-twin-effects".to_owned(), effects.into());
        }
        words
    }
}
