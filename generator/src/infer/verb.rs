//! Procedures below one thing that bring a state about: `POST /pets/{id}/archive`.

use serde_json::{Map, Value, json};

use super::collection::{Collection, answered};
use super::route::{Step, parent, same, steps};
use super::thing;
use super::words::brings_about;
use super::write::{Named, Writer};
use crate::model::{Operation, ShapeKind};

impl<'a> Writer<'_, 'a> {
    /// Calls of procedures below one thing that bring a state about: `POST /pets/{id}/archive`.
    pub(super) fn verbs(&mut self, item: &str) {
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

    pub(super) fn verb(&self, verb: &str, operation: &Operation) -> Result<(Map<String, Value>, String), String> {
        let api = self.samples.api;
        let Named { collection, name, .. } = self.of;
        let is_answered = answered(operation).is_some_and(|body| {
            thing::object(api, body).is_some_and(|shape| shape.is_like(collection.shape))
                || thing::place(api, body, &self.of.collection.one, &|shape| shape.is_like(collection.shape)).is_some()
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
