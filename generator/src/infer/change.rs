//! What the writing operations of a collection do, in the vocabulary.

use serde_json::{Map, Value, json};

use super::collection::answered;
use super::members::{CHANGED, MADE};
use super::request::Body;
use super::route::is_inside;
use super::thing;
use super::words::plain;
use super::write::{Named, Writer};
use crate::model::{Operation, Shape, ShapeKind, Statuses};

/// The members of an answer that say that something is done.
const DONE: [&str; 6] = ["result", "success", "ok", "deleted", "acknowledged", "successful"];

impl<'a> Writer<'_, 'a> {
    pub(super) fn create(&mut self, path: &str, post: &Operation) {
        let api = self.samples.api;
        let Named { collection, resource, name, within } = self.of;
        let body = Body::of(api, post);
        let mut with = Map::new();
        for (field, variable) in within {
            with.insert(field.clone(), json!({ "parameter": variable }));
        }
        with.extend(self.repeated());
        with.extend(self.renamed(&body, None));
        let mut says = "creates one from its body".to_owned();
        let key = &collection.key;
        let is_sent = body.member(api, key).is_some_and(|sent| !sent.shape.read_only);
        // What the path calls `{file_id}`, a new one may get as `file_id`.
        let by_name = body.members().iter().find(|sent| {
            let is_named = plain(sent.name) == plain(collection.variable) && sent.name != key;
            is_named && sent.required && thing::is_scalar(api, sent.shape)
        });
        match (&collection.id, by_name) {
            (None, _) => says = format!("{says}, which has its `{key}`"),
            (Some(id), _) if is_sent => {
                let given = json!({ "field": format!("{name}.{key}") });
                with.insert(key.clone(), json!({ "first-of": [given, id.value(resource)] }));
                says = format!("{says}; `{key}` is made unless it is given");
            }
            (Some(_), Some(given)) => {
                with.insert(key.clone(), json!({ "body": given.name }));
                says = format!("{says}, where `{}` is its `{key}`", given.name);
            }
            (Some(id), None) => {
                with.insert(key.clone(), id.value(resource));
                says = format!("{says}; `{key}` is made");
            }
        }
        with.extend(self.other_id(&body));
        with.extend(self.times(&body, &[&MADE, &CHANGED]));
        let mut effect = json!({ "create": resource, "as": name, "from": { "body": "" } });
        let except = self.unfit(&body);
        self.put_except(&mut effect, except);
        if has_status(post, 409) {
            effect["present"] = json!(409);
            says = format!("{says}; 409 if it is there");
        }
        if !with.is_empty() {
            effect["with"] = Value::Object(with);
        }
        let mut words = self.words(self.finds(None, true), vec![effect]);
        let name = name.clone();
        if let Some(answer) = self.shows(post, &name).or_else(|| self.acknowledged(post)) {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        self.say("POST", path, post, words, says);
    }

    /// `PUT /pets`, whose body says which pet it is.
    pub(super) fn put_by_body(&mut self, path: &str, put: &Operation) {
        let api = self.samples.api;
        let body = Body::of(api, put);
        let Named { collection, name, resource, .. } = self.of;
        let key = Some(collection.key.clone()).filter(|key| body.member(api, key).is_some());
        let (Some(key), Some(answer)) = (key, self.shows(put, name)) else {
            self.inferred.left_out(format!("PUT {path}"), "it does not take and answer one with its key".to_owned());
            return;
        };
        let mut filters = self.where_it_is(self.of, None).as_object().cloned().unwrap_or_default();
        filters.insert(key.clone(), json!({ "body": key }));
        let mut finds = self.finds(None, true);
        finds.insert(name.clone(), json!({ "resource": resource, "where": filters, "absent": 404 }));
        let replace = self.replace(&body);
        let mut words = self.words(finds, vec![replace]);
        words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        let says = format!("replaces the one with the `{key}` of its body; 404 if there is none");
        self.say("PUT", path, put, words, says);
    }

    /// What replaces a thing by a body: what a caller cannot write stays as it is.
    pub(super) fn replace(&self, body: &Body<'_>) -> Value {
        let api = self.samples.api;
        let Named { collection, name, .. } = self.of;
        let mut kept = self.unfit(body);
        let own = thing::members(api, collection.shape).iter();
        kept.extend(
            own.filter(|field| body.member(api, &field.name).is_none() && field.name != collection.key)
                .map(|field| field.name.clone()),
        );
        let mut changed = self.times(body, &[&CHANGED]);
        changed.extend(self.repeated());
        changed.extend(self.renamed(body, None));
        kept.retain(|field| !changed.contains_key(field));
        let mut replace = json!({ "replace": name, "from": { "body": "" } });
        self.put_except(&mut replace, kept);
        if !changed.is_empty() {
            replace["with"] = Value::Object(changed);
        }
        replace
    }

    pub(super) fn put(&mut self, path: &str, put: &Operation, upserts: bool) {
        let api = self.samples.api;
        let body = Body::of(api, put);
        if !body.is_object() {
            self.inferred.left_out(format!("PUT {path}"), "its body is not an object".to_owned());
            return;
        }
        let Named { collection, resource, name, within } = self.of;
        let mut replace = self.replace(&body);
        let mut effects = Vec::new();
        if upserts {
            replace["when"] = json!({ "exists": name });
            let mut with = Map::new();
            for (field, variable) in within {
                with.insert(field.clone(), json!({ "parameter": variable }));
            }
            with.extend(self.repeated());
            with.extend(self.renamed(&body, None));
            with.extend(self.times(&body, &[&MADE, &CHANGED]));
            with.insert(collection.key.clone(), json!({ "parameter": collection.variable }));
            let mut create = json!({
                "create": resource, "as": name, "from": { "body": "" }, "with": with, "when": { "not": { "exists": name } },
            });
            self.put_except(&mut create, self.unfit(&body));
            effects.extend([replace, create]);
        } else {
            effects.push(replace);
        }
        let mut words = self.words(self.finds(Some(collection.variable), !upserts), effects);
        let name = name.clone();
        if let Some(answer) = self.shows(put, &name).or_else(|| self.acknowledged(put)) {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        let says = if upserts { "replaces one, or creates it" } else { "replaces one; 404 if there is none" };
        self.say("PUT", path, put, words, says.to_owned());
    }

    pub(super) fn change(&mut self, method: &str, path: &str, operation: &Operation) {
        let api = self.samples.api;
        let body = Body::of(api, operation);
        let name = self.of.name.clone();
        let shown = self.shows(operation, &name);
        let why = match (&body, method) {
            (Body::Members(_) | Body::Patch, "PATCH") => None,
            (Body::Members(_), _) if shown.is_some() => None,
            (_, "PATCH") => Some("its body is neither an object nor a JSON Patch"),
            _ => Some("it does not take and answer what `GET` answers there"),
        };
        if let Some(why) = why {
            self.inferred.left_out(format!("{method} {path}"), why.to_owned());
            return;
        }
        let mut merge = json!({ "merge": name, "from": { "body": "" } });
        let except = self.unfit(&body);
        self.put_except(&mut merge, except);
        let mut changed = self.times(&body, &[&CHANGED]);
        changed.extend(self.repeated());
        changed.extend(self.renamed(&body, Some(&name)));
        if !changed.is_empty() {
            merge["with"] = Value::Object(changed);
        }
        let mut words = self.words(self.finds(Some(self.of.collection.variable), true), vec![merge]);
        if let Some(answer) = shown.or_else(|| self.acknowledged(operation)) {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        let says = match method {
            "PATCH" => "changes one by a merge patch or a JSON Patch; 404 if there is none",
            _ => "changes what its body has; 404 if there is none",
        };
        self.say(method, path, operation, words, says.to_owned());
    }

    pub(super) fn delete(&mut self, path: &str, delete: &Operation) {
        let name = self.of.name.clone();
        let mut effects = Vec::new();
        for inner in self.all.iter().filter(|inner| is_inside(inner.collection.path, path)) {
            let own = self.of.within.iter().map(|(_, variable)| *variable).chain([self.of.collection.variable]);
            let filters: Map<_, _> = inner
                .within
                .iter()
                .zip(own)
                .map(|((field, _), variable)| (field.clone(), json!({ "parameter": variable })))
                .collect();
            effects.push(json!({ "delete-all": inner.resource, "where": filters }));
        }
        effects.push(json!({ "delete": name }));
        let mut words = self.words(self.finds(Some(self.of.collection.variable), true), effects);
        if let Some(answer) = self.deleted(delete, &name).or_else(|| self.acknowledged(delete)) {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        self.say("DELETE", path, delete, words, "deletes one; 404 if there is none".to_owned());
    }

    /// What is answered of something that was deleted: all of it if the answer is like that of a read, else its key.
    pub(super) fn deleted(&self, delete: &Operation, name: &str) -> Option<Map<String, Value>> {
        let api = self.samples.api;
        let body = answered(delete)?;
        let key = self.of.collection.key.as_str();
        let place =
            thing::place(api, body, &self.of.collection.one, &|shape| thing::member(api, shape, key).is_some())?;
        let shape = thing::at(api, body, &place)?.behind(&api.shapes)?;
        if !matches!(shape.kind, ShapeKind::Object { .. }) {
            return self.shows(delete, name);
        }
        if std::ptr::eq(shape, self.of.collection.shape) || shape.is_like(self.of.collection.shape) {
            return self.shows(delete, name);
        }
        let mut answer = Map::new();
        let at = if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
        answer.insert(String::new(), json!({ "value": self.samples.object(body, &|_| false) }));
        answer.insert(at, json!({ "field": format!("{name}.{key}") }));
        answer.extend(self.flags(body));
        Some(answer)
    }

    /// An answer that says no more than that it is done.
    pub(super) fn acknowledged(&self, operation: &Operation) -> Option<Map<String, Value>> {
        let body = answered(operation)?;
        let flags = self.flags(body);
        if flags.is_empty() {
            return None;
        }
        let mut answer = Map::new();
        answer.insert(String::new(), json!({ "value": self.samples.object(body, &|_| false) }));
        answer.extend(flags);
        Some(answer)
    }

    /// The members of a body that say that something is done.
    pub(super) fn flags(&self, body: &Shape) -> Map<String, Value> {
        let api = self.samples.api;
        let Some(ShapeKind::Object { fields, .. }) = body.behind(&api.shapes).map(|shape| &shape.kind) else {
            return Map::new();
        };
        let flags = fields.iter().filter(|field| {
            let kind = field.shape.behind(&api.shapes).map(|shape| &shape.kind);
            matches!(kind, Some(ShapeKind::Boolean)) && plain(&field.name).is_one_of(&DONE)
        });
        flags.map(|field| (field.name.clone(), json!(true))).collect()
    }
}

/// Whether a document says that an operation may answer with a status.
fn has_status(operation: &Operation, status: u16) -> bool {
    operation.error_responses.iter().any(|response| response.statuses == Statuses::Code(status))
}
