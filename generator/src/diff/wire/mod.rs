//! Requests and answers.

mod addresses;
mod bodies;
mod parameters;
mod responses;
mod security;
mod webhooks;

use twinspec_schemas::Direction;

use super::description::Side;
use super::found::{Findings, Node};
use super::pairs::Pair;
use super::rule::Rule;
use super::schema::{At, Schema, Schemas, Walker};
use crate::model::Contract;

/// Compares the requests and answers of two descriptions.
pub(super) fn wire<'s>(
    old: &'s Side<'s>,
    new: &'s Side<'s>,
    pairs: &[Pair<'s>],
    schemas: (Schemas<'s>, Schemas<'s>),
) -> Findings {
    let mut wire = Wire { old, new, walker: Walker::new(schemas.0, schemas.1) };
    wire.addresses(pairs);
    wire.webhooks();
    for pair in pairs {
        let Pair::Both { old: (before, a), new: (after, b) } = pair else { continue };
        let node = wire.walker.findings.node(Some(&b.id));
        let operation = Operation { node, old: &a.origin, new: &b.origin };
        wire.address(&operation, a, b);
        wire.security(&operation, a, b);
        if let (Some(Some(from)), Some(Some(to))) = (old.contracts.get(*before), new.contracts.get(*after)) {
            wire.parameters(&operation, (a, from), (b, to));
            wire.contract(&operation, (from, to), (a, b));
        }
        // What only one of them reads, such as a parameter of the host.
        wire.hosts(&operation, a, b);
    }
    wire.walker.finish()
}

struct Wire<'s> {
    old: &'s Side<'s>,
    new: &'s Side<'s>,
    walker: Walker<'s>,
}

/// An operation of both.
struct Operation<'s> {
    node: Node,
    /// Where it is.
    old: &'s str,
    new: &'s str,
}

impl<'s> Wire<'s> {
    fn at(&self, operation: &Operation<'_>, direction: Direction, subject: impl Into<String>) -> At {
        At { node: operation.node, direction, subject: subject.into() }
    }

    /// A change of an operation that has no direction.
    fn note(&mut self, operation: &Operation<'_>, rule: &'static Rule, subject: &str, text: String) {
        let places = (Some(operation.old.to_owned()), Some(operation.new.to_owned()));
        let at = self.at(operation, Direction::Request, subject);
        self.walker.note(&at, rule, places, text);
    }

    /// A change that belongs to no operation, or to one that only one of the two has.
    fn alone(
        &mut self,
        rule: &'static Rule,
        operation: Option<&str>,
        subject: &str,
        places: (Option<String>, Option<String>),
        text: String,
    ) {
        self.walker.findings.note(rule, operation, subject, places, text);
    }

    /// Bodies and responses.
    fn contract(
        &mut self,
        operation: &Operation<'s>,
        contracts: (&'s Contract, &'s Contract),
        models: (&'s crate::model::Operation, &'s crate::model::Operation),
    ) {
        self.body(operation, contracts.0, contracts.1, Direction::Request);
        self.responses(operation, contracts, models, Direction::Response);
    }

    fn schemas(&mut self, old: (&'s serde_json::Value, String), new: (&'s serde_json::Value, String), at: &At) {
        self.walker.schema(&Schema::at(old.0, old.1), &Schema::at(new.0, new.1), at);
    }
}
