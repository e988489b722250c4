//! Members of objects.

use std::collections::BTreeSet;

use super::compare::{ANYTHING, Places};
use super::conjunction::{Schema, Schemas};
use super::view::View;
use super::walker::{At, Walker};
use crate::diff::rules::members::{ADDED, NOW_OPTIONAL, NOW_REQUIRED, REMOVED, REQUIRED_ADDED};
use crate::diff::rules::values::{MEMBERS_ALLOWED, MEMBERS_REFUSED};

impl<'s> Walker<'s> {
    pub(super) fn objects(&mut self, a: &View<'s>, b: &View<'s>, places: &Places, at: &At) {
        if !a.takes("object") || !b.takes("object") {
            return;
        }
        let visible = |view: &View<'s>, name: &str, schemas: Schemas<'s>| {
            let own = view.members.get(name);
            own.filter(|schema| !schema.is_hidden(schemas, at.direction)).cloned()
        };
        let hidden = |view: &View<'s>, name: &str, schemas: Schemas<'s>| {
            view.members.get(name).is_some_and(|schema| schema.is_hidden(schemas, at.direction))
        };
        let names: BTreeSet<&str> = a.members.keys().chain(b.members.keys()).copied().collect();
        let required = a.required.iter().chain(&b.required).copied();
        for name in names.into_iter().chain(required).collect::<BTreeSet<_>>() {
            let (old, new) = (visible(a, name, self.old), visible(b, name, self.new));
            let was_required = a.required.contains(name) && !hidden(a, name, self.old);
            let is_required = b.required.contains(name) && !hidden(b, name, self.new);
            let part = at.part(&format!(".{name}"));
            let place = |schema: &Option<Schema<'_>>, around: &Option<String>| {
                schema.as_ref().map(Schema::place).or_else(|| around.clone())
            };
            let here = (place(&old, &places.0), place(&new, &places.1));
            match (old, new) {
                (None, None) if !a.members.contains_key(name) && !b.members.contains_key(name) => {}
                (None, None) => continue,
                (Some(old), Some(new)) => self.schema(&old, &new, &part),
                (Some(old), None) => match &b.others {
                    // It is one of the members of other names now.
                    Some(others) => self.schema(&old, others, &part),
                    None => {
                        self.note(&part, &REMOVED, here, "is gone".to_owned());
                        continue;
                    }
                },
                (None, Some(new)) => match &a.others {
                    Some(others) => self.schema(others, &new, &part),
                    None if is_required => {
                        self.note(&part, &REQUIRED_ADDED, here, "is new, and required".to_owned());
                        continue;
                    }
                    None => {
                        self.note(&part, &ADDED, here, "is new".to_owned());
                        continue;
                    }
                },
            }
            self.required(was_required, is_required, here, &part);
        }
        self.others(a, b, places, at);
    }

    /// Compares whether something has to be there.
    pub(in crate::diff) fn required(&mut self, was: bool, is: bool, places: Places, at: &At) {
        match (was, is) {
            (false, true) => self.note(at, &NOW_REQUIRED, places, "is required now".to_owned()),
            (true, false) => self.note(at, &NOW_OPTIONAL, places, "is not required any more".to_owned()),
            _ => {}
        }
    }

    /// Members of other names.
    fn others(&mut self, a: &View<'s>, b: &View<'s>, places: &Places, at: &At) {
        match (a.closed, b.closed) {
            (true, true) => return,
            (false, true) => {
                return self.note(
                    at,
                    &MEMBERS_REFUSED,
                    places.clone(),
                    "has no members of other names any more".to_owned(),
                );
            }
            (true, false) => {
                return self.note(at, &MEMBERS_ALLOWED, places.clone(), "can have members of other names".to_owned());
            }
            (false, false) => {}
        }
        match (&a.others, &b.others) {
            (None, None) => {}
            (Some(old), Some(new)) => self.schema(old, new, &at.part("{}")),
            (None, Some(new)) => {
                let text = "has a schema for members of other names".to_owned();
                self.note(at, &MEMBERS_REFUSED, (places.0.clone(), Some(new.place())), text);
            }
            (Some(old), None) => {
                // What was said of a map is gone, whatever else is said now.
                let anything = Schema::at(&ANYTHING, old.place());
                self.schema(old, &anything, &at.part("{}"));
                let text = "has no schema for members of other names any more".to_owned();
                self.note(at, &MEMBERS_ALLOWED, (Some(old.place()), places.1.clone()), text);
            }
        }
    }
}
