//! The list that an operation answers with, page by page.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::effects::EACH;
use super::filter::passes;
use super::lists::items;
use super::project::shown;
use super::session::Session;
use crate::refusal::{Reason, Refusal};
use crate::state::{Fields, place, text};
use crate::{Expression, List, Paging};

/// Which part of the list a page is.
struct Page {
    start: usize,
    size: usize,
}

/// What belongs into a body, and where: an empty path is all of it.
pub(super) type Placed = Vec<(Vec<&'static str>, Value)>;

impl Session<'_> {
    /// The items of a list, and what belongs to their page.
    pub(super) fn list(&mut self, list: &'static List) -> Result<Placed, Refusal> {
        let mut placed = Placed::new();
        let mut items = self.listed(list);
        let total = items.len();
        let omitted: Vec<_> = list.omit.iter().filter(|(_, when)| self.holds(when)).map(|(field, _)| *field).collect();
        let slice = list.slice.as_ref().map(|slice| self.bounds(slice));
        let page = match &list.paging {
            Some(paging) => self.page(paging, total, &mut placed)?,
            None => Page { start: 0, size: total },
        };
        if let Some(order) = list.order {
            items.sort_by_cached_key(|fields| place::get(fields, order).map(|value| text(value).into_owned()));
        }
        let mut items: Vec<Fields> = items.into_iter().skip(page.start).take(page.size).collect();
        if let (Some(slice), Some(bounds)) = (&list.slice, slice) {
            let key = self.service.resource(list.resource).and_then(|resource| resource.key);
            let (part, more) = bounds.part(&items, key);
            items = items.drain(part).collect();
            placed.extend(slice.total.map(|place| (place.to_vec(), total.into())));
            placed.extend(slice.more.map(|place| (place.to_vec(), more.into())));
            let key_of = |item: Option<&Fields>| place::get(item?, key?).cloned();
            for (place, item) in [(slice.first, items.first()), (slice.last, items.last())] {
                placed.extend(place.map(|place| (place.to_vec(), key_of(item).unwrap_or_default())));
            }
            self.next_page = bounds.next(slice, key_of(items.last()).as_ref()).filter(|_| more);
            let next = key_of(items.last()).filter(|_| more).map(|key| text(&key).into_owned());
            placed.extend(slice.next.zip(next).map(|(place, next)| (place.to_vec(), next.into())));
        }
        let shown = items.into_iter().map(|item| {
            let mut item = self.whole(list.resource, item);
            if let Value::Object(fields) = &mut item {
                omitted.iter().for_each(|field| drop(fields.remove(*field)));
            }
            shown(item, list.fields, list.wrapped)
        });
        placed.insert(0, (list.items.to_vec(), shown.collect()));
        Ok(placed)
    }

    /// All that is listed, in the order of its creation.
    fn listed(&mut self, list: &'static List) -> Vec<Fields> {
        let wanted = self.wanted(list.filters);
        let mut listed = Vec::new();
        for owner in self.owners(list.owner.as_ref()) {
            if list.each.is_none() && list.with.is_empty() {
                listed.extend(self.passing(&owner, list.resource, &wanted).map(|(_, fields)| fields.clone()));
                continue;
            }
            let passing = self.passing(&owner, list.resource, &wanted);
            let keys: Vec<String> = passing.map(|(key, _)| key.to_owned()).collect();
            for key in keys {
                self.bind(EACH, &owner, list.resource, &key);
                let Some(fields) = self.bound.get(EACH).map(|bound| bound.fields.clone()) else { continue };
                match list.each {
                    Some(each) => {
                        for item in place::get(&fields, each).cloned().map(items).unwrap_or_default() {
                            let own = item.as_object().cloned().unwrap_or_default();
                            listed.push(self.with_item(item, |session| session.made(own, list.with)));
                        }
                    }
                    None => listed.push(self.made(fields, list.with)),
                }
                self.bound.remove(EACH);
            }
        }
        let having = self.wanted(list.having);
        listed.retain(|fields| passes(&having, fields));
        if list.distinct {
            let shown = |fields: &Fields| shown(Value::Object(fields.clone()), list.fields, &[]).to_string();
            let mut known = HashSet::new();
            listed.retain(|fields| known.insert(shown(fields)));
        }
        listed
    }

    /// Fields with others that are made for them.
    fn made(&mut self, mut fields: Fields, with: &'static [(&'static str, Expression)]) -> Fields {
        if let Value::Object(made) = self.object(with) {
            fields.extend(made);
        }
        fields
    }

    fn page(&self, paging: &Paging, total: usize, placed: &mut Placed) -> Result<Page, Refusal> {
        if let Some(field) = paging.total_count {
            placed.push((field.to_vec(), total.into()));
        }
        let by_token = paging.page_number.is_none()
            || [paging.token, paging.max_results].into_iter().flatten().any(|name| (self.parameter)(name).is_some());
        if by_token { self.page_by_token(paging, total, placed) } else { self.page_by_number(paging, placed) }
    }

    fn page_by_token(&self, paging: &Paging, total: usize, placed: &mut Placed) -> Result<Page, Refusal> {
        let size = self.number(paging.max_results)?.unwrap_or(paging.default_size);
        let start = match paging.token.and_then(|name| Some((name, (self.parameter)(name)?))) {
            // A row of the error table that asks for it has spoken before.
            Some((name, token)) if token != "" => self.start(&text(&token), total).ok_or_else(|| {
                self.refusals
                    .refusal(Reason::InvalidParameter(name))
                    .with_hint(format!("{name} is not a token that this operation has returned"))
            })?,
            _ => 0,
        };
        let end = start.saturating_add(size);
        if let Some(field) = paging.next_token.filter(|_| end < total) {
            placed.push((field.to_vec(), self.token(end).into()));
        }
        Ok(Page { start, size })
    }

    /// Whether a parameter is given that is not a token of this list.
    pub(super) fn is_unknown_token(&mut self, name: &str) -> bool {
        let Some(token) = (self.parameter)(name).filter(|token| token != "") else { return false };
        let total = match &self.behaviour.list {
            Some(list) => self.listed(list).len(),
            None => 0,
        };
        self.start(&text(&token), total).is_none()
    }

    fn page_by_number(&self, paging: &Paging, placed: &mut Placed) -> Result<Page, Refusal> {
        let number = self.number(paging.page_number)?.unwrap_or(1);
        let size = self.number(paging.page_size)?.unwrap_or(paging.default_size);
        for (field, value) in [(paging.page_number, number), (paging.page_size, size)] {
            if let Some(field) = field {
                placed.push((vec![field], value.into()));
            }
        }
        Ok(Page { start: (number - 1).saturating_mul(size), size })
    }

    /// A number of a page or of its items, 1 or more.
    fn number(&self, parameter: Option<&'static str>) -> Result<Option<usize>, Refusal> {
        let Some((name, value)) = parameter.and_then(|name| Some((name, (self.parameter)(name)?))) else {
            return Ok(None);
        };
        match value.as_u64().and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0) {
            Some(number) => Ok(Some(number)),
            None => {
                Err(self.refusals.refusal(Reason::InvalidParameter(name)).with_hint(format!("{name} counts from 1")))
            }
        }
    }

    /// The token of the page that starts at an item: opaque to clients, as those of the service are.
    fn token(&self, start: usize) -> String {
        STANDARD.encode(format!("{}:{start}", self.operation.id))
    }

    fn start(&self, token: &str, total: usize) -> Option<usize> {
        let bytes = STANDARD.decode(token).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let start = text.strip_prefix(self.operation.id)?.strip_prefix(':')?.parse().ok()?;
        (start <= total).then_some(start)
    }
}
