//! Parameters.

use twinspec_schemas::Direction;

use super::{Operation, Wire};
use crate::diff::description::Side;
use crate::diff::pairs::variables;
use crate::diff::places;
use crate::diff::rules::docs::{DEPRECATED, EXAMPLE_CHANGED, NOT_DEPRECATED, TEXT_CHANGED};
use crate::diff::rules::members::*;
use crate::diff::rules::values::UNDECIDED;
use crate::model::{self, Contract, ContractParameter, Location};

/// A parameter, and what the model says of it.
struct Parameter<'s> {
    own: &'s ContractParameter,
    model: Option<&'s model::Parameter>,
    at: String,
    /// What tells it from others: its place in a path, its name elsewhere.
    key: String,
}

type Both<'s> = (&'s model::Operation, &'s Contract);

impl<'s> Wire<'s> {
    pub(super) fn parameters(&mut self, operation: &Operation<'s>, old: Both<'s>, new: Both<'s>) {
        let (from, to) = (list(self.old, old), list(self.new, new));
        for a in &from {
            let at = self.at(operation, Direction::Request, subject(a.own));
            let same = |other: &&Parameter<'s>| other.key == a.key && other.own.location == a.own.location;
            match to.iter().find(same) {
                Some(b) => self.parameter(operation, a, b),
                None => {
                    let moved = to.iter().find(|other| {
                        other.own.name == a.own.name
                            && !from
                                .iter()
                                .any(|known| known.key == other.key && known.own.location == other.own.location)
                    });
                    let (rule, new, text) = match moved {
                        Some(b) => (&MOVED, b.at.clone(), format!("is in the {} now", place(b.own.location))),
                        None => (&REMOVED, operation.new.to_owned(), "is gone".to_owned()),
                    };
                    self.walker.note(&at, rule, (Some(a.at.clone()), Some(new)), text);
                    if let Some(b) = moved {
                        self.parameter(operation, a, b);
                    }
                }
            }
        }
        for b in &to {
            let known =
                |a: &Parameter<'s>| a.key == b.key && a.own.location == b.own.location || a.own.name == b.own.name;
            if !from.iter().any(known) {
                let at = self.at(operation, Direction::Request, subject(b.own));
                let (rule, text) = match b.own.required {
                    true => (&REQUIRED_ADDED, "is new, and required"),
                    false => (&ADDED, "is new"),
                };
                self.walker.note(&at, rule, (Some(operation.old.to_owned()), Some(b.at.clone())), text.to_owned());
            }
        }
    }

    fn parameter(&mut self, operation: &Operation<'s>, a: &Parameter<'s>, b: &Parameter<'s>) {
        let at = self.at(operation, Direction::Request, subject(b.own));
        let places = (Some(a.at.clone()), Some(b.at.clone()));
        self.walker.required(a.own.required, b.own.required, places.clone(), &at);
        match (a.own.allows_empty_value, b.own.allows_empty_value) {
            (true, false) => self.walker.note(&at, &EMPTY_REFUSED, places.clone(), "needs a value".to_owned()),
            (false, true) => {
                self.walker.note(&at, &EMPTY_ACCEPTED, places.clone(), "may come without a value".to_owned())
            }
            _ => {}
        }
        let written = |parameter: &Parameter<'_>| match parameter.model {
            // A vendor has words of its own for it.
            Some(model) => format!("{:?}, explode {}, reserved {}", model.style, model.explode, model.allow_reserved),
            None => format!("{:?}, explode {}", parameter.own.style, parameter.own.explode),
        };
        if a.own.location == b.own.location && written(a) != written(b) {
            let text = format!("is written as {}, was {}", written(b), written(a));
            self.walker.note(&at, &STYLE_CHANGED, places.clone(), text);
        }
        if let (Some(old), Some(new)) = (a.model, b.model) {
            let notes = [
                (!old.deprecated && new.deprecated, &DEPRECATED, "is deprecated"),
                (old.deprecated && !new.deprecated, &NOT_DEPRECATED, "is not deprecated any more"),
                (old.description != new.description, &TEXT_CHANGED, "is described in other words"),
                (old.example != new.example, &EXAMPLE_CHANGED, "has another example"),
            ];
            for (_, rule, text) in notes.into_iter().filter(|(differs, ..)| *differs) {
                self.walker.note(&at, rule, places.clone(), text.to_owned());
            }
        }
        let old = (&a.own.schema, places::schema(self.old.document(), &a.at));
        let new = (&b.own.schema, places::schema(self.new.document(), &b.at));
        self.schemas(old, new, &at);
    }

    /// Parameters that only the model has: those of the host.
    pub(super) fn hosts(&mut self, operation: &Operation<'s>, old: &'s model::Operation, new: &'s model::Operation) {
        let of =
            |operation: &'s model::Operation| operation.parameters.iter().filter(|own| own.location == Location::Host);
        for a in of(old) {
            let at = self.at(operation, Direction::Request, format!("host parameter {}", a.name));
            match of(new).find(|b| b.name == a.name) {
                None => self.walker.note(
                    &at,
                    &REMOVED,
                    (Some(a.origin.clone()), Some(operation.new.to_owned())),
                    "is gone".to_owned(),
                ),
                Some(b) => {
                    let places = (Some(a.origin.clone()), Some(b.origin.clone()));
                    self.walker.required(a.required, b.required, places.clone(), &at);
                    if !a.shape.is_like(&b.shape) || a.shape.kind != b.shape.kind {
                        self.walker.note(&at, &UNDECIDED, places, "has another schema".to_owned());
                    }
                }
            }
        }
        for b in of(new).filter(|b| !of(old).any(|a| a.name == b.name)) {
            let at = self.at(operation, Direction::Request, format!("host parameter {}", b.name));
            let rule = if b.required { &REQUIRED_ADDED } else { &ADDED };
            self.walker.note(&at, rule, (Some(operation.old.to_owned()), Some(b.origin.clone())), "is new".to_owned());
        }
    }
}

fn list<'s>(side: &'s Side<'s>, (operation, contract): Both<'s>) -> Vec<Parameter<'s>> {
    let variables = variables(&operation.path);
    let parameter = |own: &'s ContractParameter| {
        let in_path = variables.iter().position(|name| *name == own.name).filter(|_| own.location == Location::Path);
        Parameter {
            own,
            model: operation.parameters.iter().find(|model| model.name == own.name && model.location == own.location),
            at: places::parameter(side.document(), &operation.origin, &own.name, place(own.location))
                .unwrap_or_else(|| operation.origin.clone()),
            key: in_path.map_or_else(|| key(own), |place| format!("{{{place}}}")),
        }
    };
    contract.parameters.iter().map(parameter).collect()
}

/// Names of headers have no case (RFC 9110 5.1).
fn key(own: &ContractParameter) -> String {
    if own.location == Location::Header { own.name.to_ascii_lowercase() } else { own.name.clone() }
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::Path => "path",
        Location::Host => "host",
        Location::Form | Location::Part | Location::Body => "body",
    }
}

fn subject(own: &ContractParameter) -> String {
    format!("{} parameter {}", place(own.location), own.name)
}
