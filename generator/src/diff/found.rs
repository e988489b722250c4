//! Changes as the comparison finds them, before anybody asks where they are.

use std::collections::{BTreeMap, BTreeSet};

use twinspec_schemas::Direction;

use super::rule::{Kind, Rule};

/// A change, and the pointers to where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) direction: Option<Direction>,
    /// What changed: `query parameter limit`.
    pub(super) subject: String,
    /// How it changed.
    pub(super) text: String,
    /// Pointers into the old and the new document.
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    /// The ids of the operations that it concerns, in either.
    pub(super) operations: BTreeSet<String>,
}

/// A pair of parts that are compared once, whoever refers to them.
pub(super) type Node = usize;

/// What was found, and what led to it.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<(Node, Found)>,
    /// By node, the nodes that it leads to.
    leads: Vec<BTreeSet<Node>>,
    /// The nodes of operations, with their ids.
    roots: Vec<(Node, String)>,
}

impl Findings {
    /// A new node, which belongs to an operation or to whoever leads to it.
    pub(super) fn node(&mut self, operation: Option<&str>) -> Node {
        self.leads.push(BTreeSet::new());
        let node = self.leads.len() - 1;
        self.roots.extend(operation.map(|id| (node, id.to_owned())));
        node
    }

    /// One node leads to another.
    pub(super) fn lead(&mut self, from: Node, to: Node) {
        if let Some(leads) = self.leads.get_mut(from) {
            leads.insert(to);
        }
    }

    pub(super) fn push(&mut self, node: Node, found: Found) {
        self.found.push((node, found));
    }

    /// A change without a direction, of an operation or of the API.
    pub(super) fn note(
        &mut self,
        rule: &'static Rule,
        operation: Option<&str>,
        subject: impl Into<String>,
        (old, new): (Option<String>, Option<String>),
        text: impl Into<String>,
    ) {
        let node = self.node(operation);
        let (subject, text) = (subject.into(), text.into());
        self.push(node, Found { rule, direction: None, subject, text, old, new, operations: BTreeSet::new() });
    }

    /// All changes, each once, with the operations that lead to it.
    pub(super) fn finish(self) -> Vec<Found> {
        let mut operations: BTreeMap<Node, BTreeSet<String>> = BTreeMap::new();
        for (root, id) in &self.roots {
            let (mut open, mut seen) = (vec![*root], BTreeSet::from([*root]));
            while let Some(node) = open.pop() {
                operations.entry(node).or_default().insert(id.clone());
                let leads = self.leads.get(node).into_iter().flatten();
                open.extend(leads.filter(|next| seen.insert(**next)));
            }
        }
        let mut all: Vec<Found> = Vec::new();
        let mut known = BTreeMap::new();
        for (node, found) in self.found {
            let of_node = operations.get(&node).into_iter().flatten().cloned();
            // What two parts share is at one place, whatever leads to it; items of Rust can be of one place.
            let item = (found.rule.kind == Kind::Source).then(|| found.subject.clone());
            let places = (found.old.clone(), found.new.clone());
            let key = (found.rule.id, found.direction, places, found.text.clone(), item);
            match known.get(&key).and_then(|place: &usize| all.get_mut(*place)) {
                Some(same) => same.operations.extend(of_node.chain(found.operations)),
                None => {
                    known.insert(key, all.len());
                    let mut found = found;
                    found.operations.extend(of_node);
                    all.push(found);
                }
            }
        }
        all
    }
}
