//! Schemas that become components, since they are in another file or refer to themselves.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::Path;

use super::node::Node;
use super::reference::Target;
use super::style::Style;
use crate::diagnostics::Span;
use crate::pointer;

pub(super) struct Hoisted {
    /// Where components are.
    schemas: &'static str,
    names: BTreeSet<String>,
    /// The number that the next of a name begins to look at.
    numbers: HashMap<String, usize>,
    components: HashMap<Target, String>,
    /// Those that are not in the document yet, with the first place that needs them.
    open: VecDeque<(Target, String, Span)>,
}

impl Hoisted {
    pub(super) fn new(entry: &Node, style: Style) -> Self {
        let schemas = style.schemas();
        let steps: Vec<_> = pointer::steps(schemas).map(|step| step.into_owned()).collect();
        let entries = entry.at(&steps).map(Node::entries).unwrap_or_default();
        let names = entries.iter().map(|entry| entry.key.clone()).collect();
        Self { schemas, names, numbers: HashMap::new(), components: HashMap::new(), open: VecDeque::new() }
    }

    /// The pointer to the component that a target becomes. It is named after the last step of the target, or its file.
    pub(super) fn component(&mut self, target: Target, needed_at: Span) -> String {
        if let Some(component) = self.components.get(&target) {
            return component.clone();
        }
        let file = || Path::new(&target.file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = target.steps.last().cloned().unwrap_or_else(file);
        let allowed = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
        let wanted: String = wanted.chars().map(allowed).collect();
        let mut name = wanted.clone();
        while self.names.contains(&name) {
            let number = self.numbers.entry(wanted.clone()).or_insert(2);
            name = format!("{wanted}{number}");
            *number += 1;
        }
        let component = pointer::join(self.schemas, &name);
        self.names.insert(name);
        self.components.insert(target.clone(), component.clone());
        self.open.push_back((target, component.clone(), needed_at));
        component
    }

    /// The next that is not in the document yet.
    pub(super) fn next(&mut self) -> Option<(Target, String, Span)> {
        self.open.pop_front()
    }
}
