//! What the operations of a collection do, in the vocabulary.

use serde_json::{Map, Value, json};

use super::collection::{Collection, answered};
use super::fits::fits;
use super::ids;
use super::request::Body;
use super::route::{Routes, Step, parent, steps};
use super::sample::Samples;
use super::slice;
use super::thing;
use super::words::{brings_about, plain, words};
use super::{Found, Inferred};
use crate::model::{Location, Operation, Parameter, Shape, ShapeKind};

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

/// The members that say when something was made, and when it was changed last.
const MADE: [&str; 8] =
    ["created", "createdat", "createdon", "createddate", "creationtime", "datecreated", "createtime", "creationdate"];
const CHANGED: [&str; 7] =
    ["updated", "updatedat", "updatedon", "modified", "modifiedat", "lastmodified", "dateupdated"];

/// The members of an answer that say that something is done.
const DONE: [&str; 6] = ["result", "success", "ok", "deleted", "acknowledged", "successful"];

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
    }

    fn resource(&mut self) {
        let Named { collection, resource, within, .. } = self.of;
        let Collection { key, shape, create, upsert, id, .. } = collection;
        let sent: Vec<_> = create.iter().chain(upsert).map(|operation| Body::of(self.samples.api, operation)).collect();
        let is_given = |name: &str| {
            !sent.is_empty()
                && sent.iter().all(|body| {
                    let sent = body.member(self.samples.api, name);
                    let own = thing::member(self.samples.api, shape, name);
                    sent.zip(own)
                        .is_some_and(|(sent, own)| sent.required && fits(self.samples.api, sent.shape, &own.shape))
                })
        };
        let without = |field: &crate::model::Field| field.name == *key || is_given(&field.name);
        let defaults = self.samples.object(shape, &without);
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
    fn where_it_is(&self, of: &Named<'a>, variable: Option<&str>) -> Value {
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
    fn finds(&self, about: Option<&str>, absent: bool) -> Map<String, Value> {
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
            let Some(Step::Variable(variable)) = steps_of_prefix(collection.path, around.collection.item) else {
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

    /// The members of a request that do not become what they are called in the thing.
    fn unfit(&self, body: &Body<'_>) -> Vec<String> {
        let api = self.samples.api;
        let unfit = body.members().iter().filter(|sent| {
            sent.shape.write_only
                || sent.shape.read_only
                || thing::member(api, self.of.collection.shape, sent.name)
                    .is_some_and(|own| own.shape.read_only || !fits(api, sent.shape, &own.shape))
        });
        let mut unfit: Vec<_> = unfit.map(|sent| sent.name.to_owned()).collect();
        // What only the server writes may be sent all the same.
        let own = thing::members(api, self.of.collection.shape).iter().filter(|field| field.shape.read_only);
        unfit.extend(own.map(|field| field.name.clone()));
        unfit.sort_unstable();
        unfit.dedup();
        unfit.retain(|name| *name != self.of.collection.key);
        unfit
    }

    /// The members that the mock sets, with their values.
    fn times(&self, body: &Body<'_>, names: &[&[&str]]) -> Map<String, Value> {
        let api = self.samples.api;
        let fields = thing::members(api, self.of.collection.shape).iter();
        let of_time = fields.filter(|field| {
            let name = plain(&field.name);
            let is_sent = body.member(api, &field.name).is_some_and(|sent| !sent.shape.read_only);
            !is_sent && names.iter().any(|names| names.contains(&name.as_str()))
        });
        let times = of_time.filter_map(|field| {
            let now = match (&field.shape.behind(&api.shapes)?.kind, self.samples.format(&field.shape)) {
                (ShapeKind::String { .. }, "date-time") => "seconds",
                (ShapeKind::String { .. }, "date") => "date",
                (ShapeKind::Integer { .. }, _) => "unix",
                _ => return None,
            };
            Some((field.name.clone(), json!({ "now": now })))
        });
        times.collect()
    }

    /// An `id` beside the key, as an issue has it that is named by its `number`.
    fn other_id(&self, body: &Body<'_>) -> Option<(String, Value)> {
        let (api, Named { collection, name, resource, .. }) = (self.samples.api, self.of);
        let fields = thing::members(api, collection.shape);
        let field = fields.iter().find(|field| plain(&field.name) == "id" && field.name != collection.key)?;
        if body.member(api, &field.name).is_some_and(|sent| !sent.shape.read_only) {
            return None;
        }
        let id = ids::id(self.samples, &field.shape)?;
        // Numbers are counted once.
        let is_counted = collection.id.as_ref().is_some_and(|key| key.is_number() && id.is_number());
        let value =
            if is_counted { json!({ "field": format!("{name}.{}", collection.key) }) } else { id.value(resource) };
        Some((field.name.clone(), value))
    }

    /// The members that a request spells otherwise: `FriendlyName` is `friendly_name`. What a call does not send stays as it
    /// is in `changed`, if that is something.
    fn renamed(&self, body: &Body<'_>, changed: Option<&str>) -> Map<String, Value> {
        let api = self.samples.api;
        let fields = thing::members(api, self.of.collection.shape).iter();
        let fields = fields.filter(|field| {
            !field.shape.read_only && field.name != self.of.collection.key && body.member(api, &field.name).is_none()
        });
        let renamed = fields.filter_map(|field| {
            let mut alike = body.members().iter().filter(|sent| plain(sent.name) == plain(&field.name));
            let sent = alike.next().filter(|sent| fits(api, sent.shape, &field.shape))?;
            let given = json!({ "body": sent.name });
            let value = match changed {
                Some(name) => json!({ "first-of": [given, { "field": format!("{name}.{}", field.name) }] }),
                None => given,
            };
            Some((field.name.clone(), value))
        });
        renamed.collect()
    }

    /// The members that repeat what the thing is in.
    fn repeated(&self) -> Map<String, Value> {
        let Named { collection, within, .. } = self.of;
        let fields = within.iter().filter_map(|(_, variable)| {
            let field = thing::key(self.samples.api, collection.shape, variable, "")?;
            let is_whole = plain(field.rsplit('.').next().unwrap_or_default()) == plain(variable);
            (is_whole && field != collection.key).then(|| (field, json!({ "parameter": variable })))
        });
        fields.collect()
    }

    /// The body of an answer that shows the thing, if it does.
    fn shows(&self, operation: &Operation, name: &str) -> Option<Map<String, Value>> {
        let api = self.samples.api;
        let body = answered(operation)?;
        let key = self.of.collection.key.as_str();
        let has_key = |shape: &Shape| thing::member(api, shape, key).is_some();
        let place = thing::place(api, body, &has_key)?;
        let mut answer = self.around(body, &place);
        answer.insert(place, json!({ "resource": name }));
        Some(answer)
    }

    /// What is in a body around a place.
    fn around(&self, body: &Shape, place: &str) -> Map<String, Value> {
        let first = place.split('.').next().unwrap_or_default();
        let mut answer = Map::new();
        if !place.is_empty() {
            let around = self.samples.object(body, &|field| field.name == first && !place.contains('.'));
            answer.insert(String::new(), json!({ "value": around }));
        }
        answer
    }

    fn say(&mut self, method: &str, path: &str, operation: &Operation, words: Map<String, Value>, what: String) {
        let found = Found { operation: format!("{method} {path}"), what };
        self.inferred.operation(&self.of.resource, &operation.origin, words, found);
    }

    fn create(&mut self, path: &str, post: &Operation) {
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

    fn put_except(&self, effect: &mut Value, except: Vec<String>) {
        if !except.is_empty() {
            effect["except"] = except.into();
        }
    }

    fn words(&self, finds: Map<String, Value>, effects: Vec<Value>) -> Map<String, Value> {
        let mut words = Map::new();
        if !finds.is_empty() {
            words.insert("x-twin-find".to_owned(), Value::Object(finds));
        }
        if !effects.is_empty() {
            words.insert("x-twin-effects".to_owned(), effects.into());
        }
        words
    }

    fn get(&mut self, path: &str, get: &Operation) {
        let name = self.of.name.clone();
        let mut words = self.words(self.finds(Some(self.of.collection.variable), true), Vec::new());
        let shown = self.shows(get, &name).or_else(|| {
            let body = answered(get)?;
            let place = thing::usual(self.samples.api, body, &self.of.collection.one);
            let mut answer = self.around(body, &place);
            answer.insert(place, json!({ "resource": name }));
            Some(answer)
        });
        if let Some(answer) = shown {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        self.say("GET", path, get, words, "finds one; 404 if there is none".to_owned());
    }

    fn list(&mut self, path: &str, list: &Operation) {
        let api = self.samples.api;
        let Named { collection, resource, .. } = self.of;
        let key = collection.key.as_str();
        let Some(body) = answered(list) else { return };
        let has_key = |shape: &Shape| thing::member(api, shape, key).is_some();
        let is_one = |shape: &Shape| shape.is_like(collection.shape);
        // Of several lists, the one of things that look the same.
        let place = thing::list_place(api, body, &has_key).or_else(|| thing::list_place(api, body, &is_one));
        let Some(place) = place else {
            let why = format!("no list in the answer of `GET {path}` has items with `{key}`");
            self.inferred.left_out(format!("GET {path}"), why);
            return;
        };
        let mut filters = self.where_it_is(self.of, None).as_object().cloned().unwrap_or_default();
        // A wider list has not all of the variables.
        let there: Vec<_> = steps(path).into_iter().flatten().filter_map(Step::variable).collect();
        for (field, _) in self.of.within.iter().filter(|(_, variable)| !there.contains(variable)) {
            filters.remove(field);
        }
        let mut said = Vec::new();
        let part = slice::of(self.samples, list, body, &place);
        for parameter in list.parameters.iter().filter(|parameter| parameter.location == Location::Query) {
            if part.uses(&parameter.name) {
                continue;
            }
            if let Some((field, filter)) = self.filter(parameter) {
                said.push(format!("`{}`", parameter.name));
                filters.insert(field, filter);
            }
        }
        let mut listed = json!({ "resource": resource, "items": place });
        if !filters.is_empty() {
            listed["where"] = Value::Object(filters);
        }
        part.write(&mut listed);
        let finds = if there.len() < collection.outer.len() { Map::new() } else { self.finds(None, true) };
        let mut words = self.words(finds, Vec::new());
        let mut around = self.around(body, &place);
        if !place.is_empty() {
            around.extend(self.own_url(path, body));
        }
        if !around.is_empty() {
            words.insert("x-twin-answer".to_owned(), Value::Object(around));
        }
        words.insert("x-twin-list".to_owned(), listed);
        let mut says = "lists them".to_owned();
        if !said.is_empty() {
            says = format!("{says}, filtered by {}", said.join(", "));
        }
        if !part.names().is_empty() {
            says = format!("{says}, in part by {}", part.names().join(", "));
        }
        self.say("GET", path, list, words, says);
    }

    /// Lists with a name of their own: `GET /pets/findByStatus` lists what the parameters are like.
    fn searches(&mut self, path: &str) {
        let routes = self.routes;
        let below = routes.paths().filter(|below| parent(below) == Some(path));
        for below in below.collect::<Vec<_>>() {
            let Some(get) = routes.at(below, "GET") else { continue };
            let name = below.rsplit('/').next().unwrap_or_default();
            let is_search =
                ["find", "search", "by", "filter"].contains(&words(name).first().map_or("", String::as_str));
            if !is_search {
                continue;
            }
            let query = get.parameters.iter().filter(|parameter| parameter.location == Location::Query);
            let unknown: Vec<_> = query
                .filter(|parameter| parameter.required && self.filter(parameter).is_none())
                .map(|parameter| format!("`{}`", parameter.name))
                .collect();
            let is_filtered = get.parameters.iter().any(|parameter| self.filter(parameter).is_some());
            match (unknown.as_slice(), is_filtered) {
                ([], true) => self.list(below, get),
                ([], false) => self.inferred.left_out(format!("GET {below}"), "it has no filter".to_owned()),
                (unknown, _) => {
                    let why = format!("{} is not a member of what it lists", unknown.join(", "));
                    self.inferred.left_out(format!("GET {below}"), why);
                }
            }
        }
    }

    /// Lists of things in whatever they are in: `GET /jobs` beside `GET /namespaces/{namespace}/jobs`.
    fn wider(&mut self, path: &str) {
        let (api, collection) = (self.samples.api, &self.of.collection);
        let last = path.rsplit('/').next();
        let others = self.routes.paths().filter(|other| *other != path && other.rsplit('/').next() == last);
        for other in others.collect::<Vec<_>>() {
            let outer: Vec<_> = steps(other).into_iter().flatten().filter_map(Step::variable).collect();
            let is_wider = outer.len() < collection.outer.len()
                && outer.iter().all(|variable| collection.outer.contains(variable))
                && !self.all.iter().any(|named| named.collection.path == other);
            let is_one = |shape: &Shape| shape.is_like(collection.shape);
            let list = self.routes.at(other, "GET").filter(|_| is_wider);
            let lists = list.and_then(answered).and_then(|body| thing::list_place(api, body, &is_one)).is_some();
            if let Some(list) = list.filter(|_| lists) {
                self.list(other, list);
            }
        }
    }

    /// `PUT /pets`, whose body says which pet it is.
    fn put_by_body(&mut self, path: &str, put: &Operation) {
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
    fn replace(&self, body: &Body<'_>) -> Value {
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

    /// The `url` of a list, if that is its path.
    fn own_url(&self, path: &str, body: &Shape) -> Option<(String, Value)> {
        let url = thing::members(self.samples.api, body).iter().find(|field| field.required && field.name == "url")?;
        let fits = match &url.shape.behind(&self.samples.api.shapes)?.kind {
            ShapeKind::String { pattern, .. } => pattern
                .as_ref()
                .is_none_or(|pattern| regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(path))),
            _ => false,
        };
        if !fits || !self.samples.format(&url.shape).is_empty() {
            return None;
        }
        let parts = steps(path)?.into_iter().flat_map(|step| match step {
            Step::Literal(name) => [json!("/"), json!(name)],
            Step::Variable(name) => [json!("/"), json!({ "parameter": name })],
        });
        Some((url.name.clone(), json!({ "join": parts.collect::<Vec<_>>() })))
    }

    /// The filter that a parameter of a list is: it is called like a member, and its values are of the same type.
    fn filter(&self, parameter: &Parameter) -> Option<(String, Value)> {
        let api = self.samples.api;
        let fields = thing::members(api, self.of.collection.shape);
        let field = fields.iter().find(|field| plain(&field.name) == plain(&parameter.name))?;
        let value = json!({ "parameter": parameter.name });
        let items = thing::items(api, &parameter.shape);
        // `state=all` is not a state.
        let is_wild = |shape: &Shape| match shape.behind(&api.shapes).map(|shape| &shape.kind) {
            Some(ShapeKind::String { values, .. }) => {
                values.iter().any(|value| ["all", "any", "both"].contains(&value.to_lowercase().as_str()))
            }
            _ => false,
        };
        if is_wild(&parameter.shape) || items.is_some_and(is_wild) {
            return None;
        }
        let is_simple = |shape: &Shape| {
            let kind = shape.behind(&api.shapes).map(|shape| &shape.kind);
            matches!(kind, Some(ShapeKind::String { .. } | ShapeKind::Integer { .. } | ShapeKind::Boolean))
        };
        match items {
            None if is_simple(&parameter.shape) && fits(api, &parameter.shape, &field.shape) => {
                Some((field.name.clone(), value))
            }
            Some(items) if is_simple(items) && fits(api, items, &field.shape) => {
                Some((field.name.clone(), json!({ "one-of": value })))
            }
            _ => None,
        }
    }

    fn put(&mut self, path: &str, put: &Operation, upserts: bool) {
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

    fn change(&mut self, method: &str, path: &str, operation: &Operation) {
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

    fn delete(&mut self, path: &str, delete: &Operation) {
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
    fn deleted(&self, delete: &Operation, name: &str) -> Option<Map<String, Value>> {
        let api = self.samples.api;
        let body = answered(delete)?;
        let key = self.of.collection.key.as_str();
        let place = thing::place(api, body, &|shape| thing::member(api, shape, key).is_some())?;
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
    fn acknowledged(&self, operation: &Operation) -> Option<Map<String, Value>> {
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
    fn flags(&self, body: &Shape) -> Map<String, Value> {
        let api = self.samples.api;
        let Some(ShapeKind::Object { fields, .. }) = body.behind(&api.shapes).map(|shape| &shape.kind) else {
            return Map::new();
        };
        let flags = fields.iter().filter(|field| {
            let kind = field.shape.behind(&api.shapes).map(|shape| &shape.kind);
            matches!(kind, Some(ShapeKind::Boolean)) && DONE.contains(&plain(&field.name).as_str())
        });
        flags.map(|field| (field.name.clone(), json!(true))).collect()
    }

    /// Calls of procedures below one thing that bring a state about: `POST /pets/{id}/archive`.
    fn verbs(&mut self, item: &str) {
        let routes = self.routes;
        let below: Vec<_> =
            routes.paths().filter(|path| parent(path).is_some_and(|parent| same(parent, item))).collect();
        for path in below {
            let Some(verb) = path.rsplit('/').next().filter(|verb| !verb.starts_with('{')) else { continue };
            let has_more = routes.paths().any(|other| parent(other) == Some(path));
            for (method, operation) in routes.all_at(path).filter(|(method, _)| ["POST", "PUT"].contains(method)) {
                // A name with operations below it is a collection.
                if has_more || routes.at(path, "GET").is_some() {
                    continue;
                }
                match self.verb(verb, operation) {
                    Ok((words, says)) => self.say(method, path, operation, words, says),
                    Err(why) => self.inferred.left_out(format!("{method} {path}"), why),
                }
            }
        }
    }

    fn verb(&self, verb: &str, operation: &Operation) -> Result<(Map<String, Value>, String), String> {
        let api = self.samples.api;
        let Named { collection, name, .. } = self.of;
        let is_answered = answered(operation).is_some_and(|body| {
            thing::object(api, body).is_some_and(|shape| shape.is_like(collection.shape))
                || thing::place(api, body, &|shape| shape.is_like(collection.shape)).is_some()
        });
        if !is_answered && answered(operation).is_some() {
            return Err("it does not answer what `GET` answers there".to_owned());
        }
        let states = thing::members(api, collection.shape).iter().flat_map(|field| {
            let values = match field.shape.behind(&api.shapes).map(|shape| &shape.kind) {
                Some(ShapeKind::String { values, .. }) => values.as_slice(),
                _ => &[],
            };
            values.iter().filter(|value| brings_about(verb, value)).map(|value| (&field.name, json!(value)))
        });
        let flags = thing::members(api, collection.shape).iter().filter(|field| {
            let kind = field.shape.behind(&api.shapes).map(|shape| &shape.kind);
            matches!(kind, Some(ShapeKind::Boolean)) && brings_about(verb, &field.name)
        });
        let states: Vec<(&String, Value)> = states.chain(flags.map(|field| (&field.name, json!(true)))).collect();
        let [(field, state)] = states.as_slice() else {
            return Err(match states.as_slice() {
                [] => format!("no member has a value that `{verb}` brings about"),
                _ => format!("`{verb}` could bring about several values"),
            });
        };
        let (field, state) = ((*field).clone(), (*state).clone());
        let effect = json!({ "update": name, "with": { field.as_str(): state } });
        let variable = path_variable(operation, collection).unwrap_or(collection.variable);
        let mut words = self.words(self.finds(Some(variable), true), vec![effect]);
        if let Some(answer) = self.shows(operation, name) {
            words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        }
        Ok((words, format!("makes `{field}` {state}; 404 if there is none")))
    }
}

/// The variable of an operation's path at the position of the one that names a thing.
fn path_variable<'o>(operation: &'o Operation, collection: &Collection<'_>) -> Option<&'o str> {
    let position = steps(collection.item)?.len().checked_sub(1)?;
    match steps(&operation.path)?.get(position)? {
        Step::Variable(name) => Some(name),
        Step::Literal(_) => None,
    }
}

/// Whether two paths are the same but for the names of their variables.
fn same(a: &str, b: &str) -> bool {
    match (steps(a), steps(b)) {
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| alike(*a, *b)),
        _ => false,
    }
}

fn alike(a: Step<'_>, b: Step<'_>) -> bool {
    match (a, b) {
        (Step::Literal(a), Step::Literal(b)) => a == b,
        (Step::Variable(_), Step::Variable(_)) => true,
        _ => false,
    }
}

/// Whether a path is below another one.
fn is_inside(path: &str, outer: &str) -> bool {
    match (steps(path), steps(outer)) {
        (Some(path), Some(outer)) => path.len() > outer.len() && path.iter().zip(&outer).all(|(a, b)| alike(*a, *b)),
        _ => false,
    }
}

/// The last step that a path has in common with one around it.
fn steps_of_prefix<'p>(path: &'p str, outer: &str) -> Option<Step<'p>> {
    let position = steps(outer)?.len().checked_sub(1)?;
    steps(path)?.get(position).copied()
}

/// Whether a document says that an operation may answer with a status.
fn has_status(operation: &Operation, status: u16) -> bool {
    operation.error_responses.iter().any(|response| response.statuses == crate::model::Statuses::Code(status))
}
