//! What two schemas say of types and values.

use std::collections::BTreeSet;

use serde_json::Value;

use super::conjunction::Schema;
use super::view::{View, covers};
use super::walker::{At, Walker};
use crate::diff::rule::Rule;
use crate::diff::rules::behaviour::{NOT_SENSITIVE, NOW_SENSITIVE};
use crate::diff::rules::docs::{DEPRECATED, EXAMPLE_CHANGED, NOT_DEPRECATED, TEXT_CHANGED, TITLES_CHANGED};
use crate::diff::rules::members::DEFAULT_CHANGED;
use crate::diff::rules::values::*;

/// Where a change is in the old and in the new document.
pub(super) type Places = (Option<String>, Option<String>);

/// What fits anything.
pub(super) static ANYTHING: Value = Value::Bool(true);

impl<'s> Walker<'s> {
    /// Compares what two schemas say themselves; their parts are compared in turn.
    pub(super) fn compare(&mut self, old: &Schema<'s>, new: &Schema<'s>, at: &At) {
        let (a, b) = self.views(old, new);
        if self.distributes(old, new, &a, &b, at) {
            return;
        }
        let places = (Some(old.place()), Some(new.place()));
        self.words(&a, &b, &places, at);
        if a.null != b.null && a.types != Some(BTreeSet::new()) {
            let (rule, text) = match b.null {
                true => (&NULL_ALLOWED, "can be `null` now"),
                false => (&NULL_REFUSED, "cannot be `null` any more"),
            };
            self.note(at, rule, places.clone(), text.to_owned());
        }
        if !self.types(&a, &b, &places, at) {
            return;
        }
        self.values(&a, &b, &places, at);
        self.bounds(&a, &b, &places, at);
        self.texts(&a, &b, &places, at);
        self.objects(&a, &b, &places, at);
        if a.items.is_some() || b.items.is_some() {
            let anything = Schema::at(&ANYTHING, format!("{}/items", old.place()));
            let (a, b) = (a.items.as_ref().unwrap_or(&anything), b.items.as_ref().unwrap_or(&anything));
            self.schema(a, b, &at.part("[]"));
        }
        self.unions(&a, &b, &places, at);
        self.rest(&a, &b, &places, at);
    }

    fn words(&mut self, a: &View<'_>, b: &View<'_>, places: &Places, at: &At) {
        let mut note = |differs: bool, rule: &'static Rule, text: &str| {
            if differs {
                self.note(at, rule, places.clone(), text.to_owned());
            }
        };
        note(a.text != b.text, &TEXT_CHANGED, "is described in other words");
        note(a.examples != b.examples, &EXAMPLE_CHANGED, "has another example");
        note(a.titles != b.titles, &TITLES_CHANGED, "says in another way what values mean");
        note(!a.deprecated && b.deprecated, &DEPRECATED, "is deprecated");
        note(a.deprecated && !b.deprecated, &NOT_DEPRECATED, "is not deprecated any more");
        note(!a.sensitive && b.sensitive, &NOW_SENSITIVE, "must not be shown");
        note(a.sensitive && !b.sensitive, &NOT_SENSITIVE, "may be shown");
        if a.default != b.default {
            let text = format!("{} is taken by default, was {}", shown(b.default), shown(a.default));
            self.note(at, &DEFAULT_CHANGED, places.clone(), text);
        }
    }

    /// Compares the types; whether there are values of both.
    fn types(&mut self, a: &View<'_>, b: &View<'_>, places: &Places, at: &At) -> bool {
        let text = format!("is {}, was {}", names(b), names(a));
        let rule = match (&a.types, &b.types) {
            _ if a.nothing != b.nothing => {
                if b.nothing {
                    &TYPES_FEWER
                } else {
                    &TYPES_MORE
                }
            }
            (None, None) => return true,
            (Some(_), None) => &TYPES_MORE,
            (None, Some(_)) => &TYPES_FEWER,
            (Some(old), Some(new)) => {
                let lost = old.iter().any(|kind| !covers(new, kind));
                let won = new.iter().any(|kind| !covers(old, kind));
                match (lost, won) {
                    (false, false) => return true,
                    (true, false) => &TYPES_FEWER,
                    (false, true) => &TYPES_MORE,
                    (true, true) if old.iter().any(|kind| covers(new, kind)) => {
                        self.note(at, &TYPES_FEWER, places.clone(), text.clone());
                        &TYPES_MORE
                    }
                    (true, true) => {
                        self.note(at, &TYPE_CHANGED, places.clone(), text);
                        return false;
                    }
                }
            }
        };
        self.note(at, rule, places.clone(), text);
        !a.nothing && !b.nothing
    }

    fn values(&mut self, a: &View<'_>, b: &View<'_>, places: &Places, at: &At) {
        let places = || (places.0.clone(), places.1.clone());
        match (&a.values, &b.values) {
            (None, None) => {}
            (None, Some(values)) => self.note(at, &VALUES_LISTED, places(), format!("is one of {}", listed(values))),
            (Some(values), None) => {
                self.note(at, &VALUES_OPEN, places(), format!("need not be one of {} any more", listed(values)));
            }
            (Some(old), Some(new)) => {
                let gone: Vec<&Value> = old.iter().filter(|value| !new.contains(value)).copied().collect();
                let come: Vec<&Value> = new.iter().filter(|value| !old.contains(value)).copied().collect();
                if !gone.is_empty() {
                    self.note(at, &VALUE_REMOVED, places(), format!("cannot be {} any more", listed(&gone)));
                }
                if !come.is_empty() {
                    self.note(at, &VALUE_ADDED, places(), format!("can be {} too", listed(&come)));
                }
            }
        }
    }

    /// Patterns and formats.
    fn texts(&mut self, a: &View<'_>, b: &View<'_>, places: &Places, at: &At) {
        let patterns = [&PATTERN_ADDED, &PATTERN_REMOVED, &PATTERN_CHANGED];
        let formats = [&FORMAT_ADDED, &FORMAT_REMOVED, &FORMAT_CHANGED];
        for (what, old, new, [added, removed, changed]) in
            [("pattern", &a.patterns, &b.patterns, patterns), ("format", &a.formats, &b.formats, formats)]
        {
            let rule = match (old.is_subset(new), new.is_subset(old)) {
                (true, true) => continue,
                (true, false) => added,
                (false, true) => removed,
                (false, false) => changed,
            };
            let words = |texts: &BTreeSet<&str>| match texts.len() {
                0 => "none".to_owned(),
                _ => texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" and "),
            };
            self.note(at, rule, places.clone(), format!("has the {what} {}, was {}", words(new), words(old)));
        }
    }

    /// What can only be compared as it is written.
    fn rest(&mut self, a: &View<'s>, b: &View<'s>, places: &Places, at: &At) {
        let keywords: BTreeSet<_> = a.rest.keys().chain(b.rest.keys()).copied().collect();
        for keyword in keywords {
            let (old, new) = (a.rest.get(keyword), b.rest.get(keyword));
            let leads = old.into_iter().flatten().any(|schema| self.old.leads_to_change(schema))
                || new.into_iter().flatten().any(|schema| self.new.leads_to_change(schema));
            if old != new || leads {
                self.note(
                    at,
                    &UNDECIDED,
                    places.clone(),
                    format!("has another `{keyword}`, or it leads to something else"),
                );
            }
        }
    }
}

fn names(view: &View<'_>) -> String {
    match &view.types {
        _ if view.nothing => "nothing".to_owned(),
        None => "of any type".to_owned(),
        Some(types) if types.is_empty() => "null".to_owned(),
        Some(types) => types.iter().copied().collect::<Vec<_>>().join(" or "),
    }
}

/// More values are not listed.
const FEW: usize = 8;

fn listed(values: &[&Value]) -> String {
    let shown = values.iter().take(FEW).map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    match values.len().checked_sub(FEW) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}

/// A value, or that there is none.
pub(in crate::diff) fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"))
}
