//! What the reading operations of a collection do, in the vocabulary.

use serde_json::{Map, Value, json};

use super::collection::answered;
use super::fits::fits;
use super::route::{Step, parent, steps};
use super::slice;
use super::thing;
use super::words::{plain, words};
use super::write::{Named, Writer};
use crate::model::{Field, Location, Operation, Parameter, Shape, ShapeKind};

impl<'a> Writer<'_, 'a> {
    pub(super) fn get(&mut self, path: &str, get: &Operation) {
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

    pub(super) fn list(&mut self, path: &str, list: &Operation) {
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
    pub(super) fn searches(&mut self, path: &str) {
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
    pub(super) fn wider(&mut self, path: &str) {
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

    /// The `url` of a list, if that is its path.
    pub(super) fn own_url(&self, path: &str, body: &Shape) -> Option<(String, Value)> {
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
    pub(super) fn filter(&self, parameter: &Parameter) -> Option<(String, Value)> {
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

    /// Whether there is one: `GET /pets/{petId}/exists`, which answers with a member `exists`.
    pub(super) fn existence(&mut self, item: &str) {
        let path = self.routes.paths().find(|path| path.strip_suffix("/exists") == Some(item));
        let Some((path, get)) = path.and_then(|path| Some((path, self.routes.at(path, "GET")?))) else { return };
        let is_flag = |field: &Field| {
            let kind = field.shape.behind(&self.samples.api.shapes).map(|shape| &shape.kind);
            plain(&field.name) == *"exists" && matches!(kind, Some(ShapeKind::Boolean))
        };
        let place = answered(get).and_then(|body| Some((body, slice::find(self.samples, body, &is_flag)?)));
        let Some((body, place)) = place else {
            self.inferred.left_out(format!("GET {path}"), "its answer has no member `exists`".to_owned());
            return;
        };
        let mut answer = self.around(body, &place);
        answer.insert(place, json!({ "exists": self.of.name }));
        let mut words = self.words(self.finds(Some(self.of.collection.variable), false), Vec::new());
        words.insert("x-twin-answer".to_owned(), Value::Object(answer));
        self.say("GET", path, get, words, "says whether there is one".to_owned());
    }

    /// Reads of one thing by another member: `GET /users/by-email/{email}`.
    pub(super) fn lookups(&mut self, item: &str) {
        let (api, collection) = (self.samples.api, &self.of.collection);
        let is_one = |shape: &Shape| shape.is_like(collection.shape);
        let alike = self.all.iter().filter(|named| is_one(named.collection.shape)).count();
        let others = self
            .routes
            .paths()
            .filter(|path| alike == 1 && *path != item && !self.all.iter().any(|named| named.collection.item == *path));
        for other in others.collect::<Vec<_>>() {
            let all = steps(other).unwrap_or_default();
            let [outer @ .., Step::Literal(_), Step::Variable(variable)] = all.as_slice() else { continue };
            let is_known =
                |step: &Step<'_>| step.variable().is_none_or(|variable| collection.outer.contains(&variable));
            let Some(get) = self.routes.at(other, "GET").filter(|_| outer.iter().all(is_known)) else { continue };
            let fields = thing::members(api, collection.shape).iter();
            let mut named =
                fields.filter(|field| plain(&field.name) == plain(variable) && thing::is_scalar(api, &field.shape));
            let is_shown = answered(get).is_some_and(|body| thing::place(api, body, "", &is_one).is_some());
            let Some(field) = named.next().filter(|_| is_shown) else { continue };
            let (name, resource) = (self.of.name.clone(), &self.of.resource);
            let filters = json!({ field.name.as_str(): { "parameter": variable } });
            let find = json!({ "resource": resource, "where": filters, "absent": 404 });
            let mut words = self.words(Map::from_iter([(name.clone(), find)]), Vec::new());
            if let Some(answer) = self.shows(get, &name) {
                words.insert("x-twin-answer".to_owned(), Value::Object(answer));
            }
            let says = format!("finds one by its `{}`; 404 if there is none", field.name);
            self.say("GET", other, get, words, says);
        }
    }
}
