//! The operations of a document by where they are.

use std::collections::BTreeMap;

use crate::model::{Api, Operation};

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Literal(&'a str),
    Variable(&'a str),
}

impl<'a> Step<'a> {
    /// The name of a variable.
    pub(super) fn variable(self) -> Option<&'a str> {
        match self {
            Step::Variable(name) => Some(name),
            Step::Literal(_) => None,
        }
    }
}

/// The operations of an API by their paths and methods.
pub(super) struct Routes<'a>(BTreeMap<&'a str, BTreeMap<&'static str, &'a Operation>>);

impl<'a> Routes<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut routes: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for operation in api.operations.iter().filter(|operation| !operation.is_variant) {
            for method in &operation.methods {
                routes.entry(trimmed(&operation.path)).or_default().insert(method.name(), operation);
            }
        }
        Routes(routes)
    }

    /// All paths.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// The operation at a path.
    pub(super) fn at(&self, path: &str, method: &str) -> Option<&'a Operation> {
        self.0.get(path)?.get(method).copied()
    }

    /// The operations at a path, by their methods.
    pub(super) fn all_at(&self, path: &str) -> impl Iterator<Item = (&'static str, &'a Operation)> {
        self.0.get(path).into_iter().flatten().map(|(method, operation)| (*method, *operation))
    }
}

/// A path without the slash that some documents end it with.
fn trimmed(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

/// The steps of a path; nothing if one of them is a variable and more, or if the path has a query.
pub(super) fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let steps = path.strip_prefix('/')?.split('/').map(|segment| match segment.strip_prefix('{') {
        Some(rest) => {
            let variable = rest.strip_suffix('}').filter(|variable| !variable.contains(['{', '}']))?;
            Some(Step::Variable(variable))
        }
        None => {
            Some(segment).filter(|segment| !segment.is_empty() && !segment.contains(['{', '}', '?'])).map(Step::Literal)
        }
    });
    steps.collect()
}

/// The path around the last step.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty())
}

/// Whether two paths are the same but for the names of their variables.
pub(super) fn same(a: &str, b: &str) -> bool {
    let is_variable = |segment: &str| segment.starts_with('{');
    let (mut left, mut right) = (a.split('/'), b.split('/'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return steps(a).is_some() && steps(b).is_some(),
            (Some(a), Some(b)) if a == b || is_variable(a) && is_variable(b) => {}
            _ => return false,
        }
    }
}

/// Whether a path is below another one.
pub(super) fn is_inside(path: &str, outer: &str) -> bool {
    let around = path.match_indices('/').nth(outer.matches('/').count()).and_then(|(end, _)| path.get(..end));
    around.is_some_and(|around| same(around, outer)) && steps(path).is_some()
}

/// The last step that a path has in common with one around it.
pub(super) fn last_common<'p>(path: &'p str, outer: &str) -> Option<Step<'p>> {
    let position = steps(outer)?.len().checked_sub(1)?;
    steps(path)?.get(position).copied()
}
