//! Bounds of numbers, lengths and counts.

use std::cmp::Ordering;

use super::compare::Places;
use super::view::{Bound, COUNTS, View, order};
use super::walker::{At, Walker};
use crate::diff::rules::values::{BOUND_LOOSER, BOUND_TIGHTER};

impl Walker<'_> {
    pub(super) fn bounds(&mut self, a: &View<'_>, b: &View<'_>, places: &Places, at: &At) {
        let mut bounds = vec![("least", a.least, b.least, true), ("most", a.most, b.most, false)];
        for (keyword, is_least) in COUNTS {
            let of = |value| Bound { value, exclusive: false };
            let (old, new) = (a.counts.get(keyword).copied(), b.counts.get(keyword).copied());
            bounds.push((keyword, old.map(of), new.map(of), is_least));
        }
        for (what, old, new, is_least) in bounds {
            let rule = match (old, new) {
                (None, None) => continue,
                (None, Some(_)) => &BOUND_TIGHTER,
                (Some(_), None) => &BOUND_LOOSER,
                (Some(old), Some(new)) => {
                    let tighter = if is_least { Ordering::Greater } else { Ordering::Less };
                    match order(new.value, old.value) {
                        Ordering::Equal if old.exclusive == new.exclusive => continue,
                        Ordering::Equal if new.exclusive => &BOUND_TIGHTER,
                        order if order == tighter => &BOUND_TIGHTER,
                        _ => &BOUND_LOOSER,
                    }
                }
            };
            self.note(at, rule, places.clone(), format!("has {what} {}, was {}", shown(new), shown(old)));
        }
        if a.unique != b.unique {
            let (rule, text) = match b.unique {
                true => (&BOUND_TIGHTER, "has each item only once"),
                false => (&BOUND_LOOSER, "can have an item several times"),
            };
            self.note(at, rule, places.clone(), text.to_owned());
        }
    }
}

fn shown(bound: Option<Bound<'_>>) -> String {
    match bound {
        None => "no bound".to_owned(),
        Some(Bound { value, exclusive: false }) => value.to_string(),
        Some(Bound { value, exclusive: true }) => format!("{value} (exclusive)"),
    }
}
