//! The part of a list that a call asks for.

use std::ops::Range;

use serde_json::Value;

use super::session::Session;
use crate::state::{Fields, place, text};
use crate::{Expression, Slice};

/// What a call says of the part that it asks for.
pub(super) struct Bounds {
    limit: Option<usize>,
    page: usize,
    /// With the pages before it.
    skip: usize,
    after: Option<Value>,
    before: Option<Value>,
}

impl Session<'_> {
    /// What a call says of the part of a list that it asks for. What is not a number says nothing.
    pub(super) fn bounds(&mut self, slice: &Slice) -> Bounds {
        let mut number = |value: &Option<Expression>| {
            let value = self.value(value.as_ref()?)?;
            text(&value).parse::<usize>().ok()
        };
        let limit = number(&slice.limit);
        let page = number(&slice.page).unwrap_or(1).max(1);
        let skip = number(&slice.skip).unwrap_or(0).saturating_add((page - 1).saturating_mul(limit.unwrap_or(0)));
        let mut value = |value: &Option<Expression>| self.value(value.as_ref()?).filter(|value| *value != "");
        Bounds { limit, page, skip, after: value(&slice.after), before: value(&slice.before) }
    }
}

impl Bounds {
    /// The parameter that asks for what follows this part, which ends with an item of this key, and its value then.
    pub(super) fn next(&self, slice: &Slice, last: Option<&Value>) -> Option<(&'static str, String)> {
        let limit = self.limit?;
        let by = |value: &Option<Expression>| parameter(value.as_ref()?);
        let page = || Some((by(&slice.page)?, self.page.saturating_add(1).to_string()));
        let after = || Some((by(&slice.after)?, text(last?).into_owned()));
        let skip = || Some((by(&slice.skip)?, self.skip.saturating_add(limit).to_string()));
        page().or_else(after).or_else(skip)
    }

    /// Which items are in the part, and whether others follow it. After an item that there is not comes nothing, and so
    /// before it.
    pub(super) fn part(&self, items: &[Fields], key: Option<&str>) -> (Range<usize>, bool) {
        let position = |wanted: &Value| {
            let is_wanted = |item: &Fields| {
                let own = key.and_then(|key| place::get(item, key));
                own.is_some_and(|own| text(own) == text(wanted))
            };
            items.iter().position(is_wanted)
        };
        let limit = self.limit.unwrap_or(items.len());
        if let Some(before) = &self.before {
            let end = position(before).unwrap_or(0);
            let start = end.saturating_sub(limit);
            return (start..end, start > 0);
        }
        let after = self.after.as_ref().map_or(0, |after| position(after).map_or(items.len(), |found| found + 1));
        let start = after.saturating_add(self.skip).min(items.len());
        let end = start.saturating_add(limit).min(items.len());
        (start..end, end < items.len())
    }
}

/// The parameter that a value comes from.
fn parameter(value: &Expression) -> Option<&'static str> {
    match value {
        Expression::Parameter(name) => Some(name),
        Expression::FirstOf(alternatives) => alternatives.iter().find_map(parameter),
        _ => None,
    }
}
