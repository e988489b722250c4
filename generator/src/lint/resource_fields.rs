//! A field of a resource that is asked for is set somewhere, and one that is set is asked for or shown somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, choose};
use crate::diagnostics::{Code, Diagnostic};
use crate::vocabulary::{Access, Pointer};

/// A field that is read or written.
pub(super) struct Use {
    pub(super) resource: String,
    pub(super) field: String,
    pub(super) access: Access,
    pub(super) at: Pointer,
}

/// What a description does with the fields of its resources.
#[derive(Default)]
pub(super) struct Uses {
    uses: Vec<Use>,
    /// What operations create. Anything else comes from outside, with fields of which nothing is known here.
    created: BTreeSet<String>,
    /// What gets whatever fields a call has.
    filled: BTreeSet<String>,
    shown: BTreeMap<String, Shown>,
}

/// What answers show of a resource.
#[derive(Default)]
struct Shown {
    fields: BTreeSet<String>,
    /// Whether it is used whole somewhere, so that any field can be.
    whole: bool,
}

impl Uses {
    pub(super) fn note(&mut self, used: Use) {
        self.uses.push(used);
    }

    pub(super) fn creates(&mut self, resource: &str) {
        self.created.insert(resource.to_owned());
    }

    pub(super) fn fills(&mut self, resource: String) {
        self.filled.insert(resource);
    }

    /// That a resource is shown with these fields, or with all it has.
    pub(super) fn shows(&mut self, resource: String, fields: Option<Vec<String>>) {
        let shown = self.shown.entry(resource).or_default();
        match fields {
            Some(fields) => shown.fields.extend(fields),
            None => shown.whole = true,
        }
    }

    pub(super) fn check(&self, report: &mut Report<'_>) {
        let (written, mut read) = (self.fields(Access::Write), self.fields(Access::Read));
        for (resource, shown) in &self.shown {
            read.entry(resource).or_default().extend(shown.fields.iter().map(String::as_str));
        }
        let none = BTreeSet::new();
        for Use { resource, field, access, at } in &self.uses {
            let written = written.get(resource.as_str()).unwrap_or(&none);
            let read = read.get(resource.as_str()).unwrap_or(&none);
            let fault = match access {
                Access::Read
                    if !written.contains(field.as_str())
                        && self.created.contains(resource)
                        && !self.filled.contains(resource) =>
                {
                    let message = format!("no effect and no `x-twin-given` sets the field `{field}` of `{resource}`");
                    let fault = Diagnostic::error(Code::UnknownField, message);
                    choose(fault, report.mention_span(at), field, "set", written.iter().copied())
                }
                Access::Write if !read.contains(field.as_str()) && self.is_cut_down(resource) => {
                    let message = format!("the field `{field}` of `{resource}` is neither used nor returned");
                    let fault = Diagnostic::warning(Code::UnknownField, message);
                    choose(fault, report.mention_span(at), field, "used or returned", read.iter().copied())
                }
                _ => continue,
            };
            report.push(&at.path, fault);
        }
    }

    /// Whether answers show a resource, and only with the fields that they have.
    fn is_cut_down(&self, resource: &str) -> bool {
        self.shown.get(resource).is_some_and(|shown| !shown.whole)
    }

    fn fields(&self, access: Access) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut fields: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for used in self.uses.iter().filter(|used| used.access == access) {
            fields.entry(used.resource.as_str()).or_default().insert(used.field.as_str());
        }
        fields
    }
}
