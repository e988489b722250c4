//! Goes through two documents at once; what both refer to is compared once.

use std::collections::HashMap;

use twinspec_schemas::Direction;

use super::conjunction::{Schema, Schemas};
use super::view::View;
use crate::diff::found::{Findings, Found, Node};
use crate::diff::rule::{Kind, Rule};

/// Compares schemas.
pub(in crate::diff) struct Walker<'s> {
    pub(in crate::diff) old: Schemas<'s>,
    pub(in crate::diff) new: Schemas<'s>,
    pub(in crate::diff) findings: Findings,
    /// The pairs that were met, with their nodes.
    known: HashMap<(String, String, Direction), Node>,
    open: Vec<(Schema<'s>, Schema<'s>, At)>,
}

/// Which part is being compared.
#[derive(Debug, Clone)]
pub(in crate::diff) struct At {
    pub(in crate::diff) node: Node,
    pub(in crate::diff) direction: Direction,
    /// What people call it.
    pub(in crate::diff) subject: String,
}

impl At {
    /// A part of it.
    pub(super) fn part(&self, step: &str) -> Self {
        At { subject: format!("{}{step}", self.subject), ..self.clone() }
    }
}

impl<'s> Walker<'s> {
    pub(in crate::diff) fn new(old: Schemas<'s>, new: Schemas<'s>) -> Self {
        Walker { old, new, findings: Findings::default(), known: HashMap::new(), open: Vec::new() }
    }

    /// Compares two schemas. What they refer to follows in [`Walker::finish`].
    pub(in crate::diff) fn schema(&mut self, old: &Schema<'s>, new: &Schema<'s>, at: &At) {
        if old.is_same(new, self.old) && !new.parts.iter().any(|part| self.new.leads_to_change(part.schema)) {
            return;
        }
        if !old.refers() && !new.refers() {
            self.compare(old, new, at);
            return;
        }
        let key = (old.key(), new.key(), at.direction);
        if let Some(node) = self.known.get(&key) {
            self.findings.lead(at.node, *node);
            return;
        }
        let node = self.findings.node(None);
        self.findings.lead(at.node, node);
        self.known.insert(key, node);
        let subject = match (old.component(), new.component()) {
            (Some(name), Some(_)) => format!("schema {name}"),
            _ => at.subject.clone(),
        };
        self.open.push((old.clone(), new.clone(), At { node, subject, ..at.clone() }));
    }

    /// Compares what is left, and returns what was found.
    pub(in crate::diff) fn finish(mut self) -> Findings {
        while let Some((old, new, at)) = self.open.pop() {
            self.compare(&old, &new, &at);
        }
        self.findings
    }

    /// Notes a change at two places.
    pub(in crate::diff) fn note(
        &mut self,
        at: &At,
        rule: &'static Rule,
        places: (Option<String>, Option<String>),
        text: String,
    ) {
        let direction = (rule.kind == Kind::Wire && rule.request != rule.answer).then_some(at.direction);
        let (old, new) = places;
        let found =
            Found { rule, direction, subject: at.subject.clone(), text, old, new, operations: Default::default() };
        self.findings.push(at.node, found);
    }

    pub(super) fn views(&self, old: &Schema<'s>, new: &Schema<'s>) -> (View<'s>, View<'s>) {
        (old.view(self.old), new.view(self.new))
    }
}
