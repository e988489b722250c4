//! The list that an operation answers with, page by page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::project::{set, shown};
use super::session::Session;
use crate::refusal::{Reason, Refusal};
use crate::state::{Fields, text};
use crate::{List, Paging};

/// Which part of the list a page is.
struct Page {
    start: usize,
    size: usize,
}

impl Session<'_> {
    /// Puts the items of a list, and what belongs to their page, into a body.
    pub(crate) fn list(&mut self, list: &'static List, body: &mut Fields) -> Result<(), Refusal> {
        let wanted = self.wanted(list.filters);
        let total = self.passing(list.resource, &wanted).count();
        let page = match &list.paging {
            Some(paging) => self.page(paging, total, body)?,
            None => Page { start: 0, size: total },
        };
        let mut fields = list.fields.to_vec();
        for (field, when) in list.omit {
            if self.holds(when) {
                fields.retain(|shown| shown != field);
            }
        }
        let mut items: Vec<&Fields> = self.passing(list.resource, &wanted).map(|(_, fields)| fields).collect();
        if let Some(order) = list.order {
            items.sort_by_cached_key(|fields| fields.get(order).map(text));
        }
        let items = items.into_iter().skip(page.start).take(page.size);
        let items = items.map(|item| shown(Value::Object(item.clone()), &fields, list.wrapped));
        set(body, list.items, items.collect());
        Ok(())
    }

    fn page(&self, paging: &Paging, total: usize, body: &mut Fields) -> Result<Page, Refusal> {
        if let Some(field) = paging.total_count {
            set(body, field, total.into());
        }
        let by_token = paging.page_number.is_none()
            || [paging.token, paging.max_results].into_iter().flatten().any(|name| (self.parameter)(name).is_some());
        if by_token { self.page_by_token(paging, total, body) } else { self.page_by_number(paging, body) }
    }

    fn page_by_token(&self, paging: &Paging, total: usize, body: &mut Fields) -> Result<Page, Refusal> {
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
            set(body, field, self.token(end).into());
        }
        Ok(Page { start, size })
    }

    /// Whether a parameter is given that is not a token of this list.
    pub(super) fn is_unknown_token(&mut self, name: &str) -> bool {
        let Some(token) = (self.parameter)(name).filter(|token| token != "") else { return false };
        let total = match &self.operation.behaviour.list {
            Some(list) => {
                let wanted = self.wanted(list.filters);
                self.passing(list.resource, &wanted).count()
            }
            None => 0,
        };
        self.start(&text(&token), total).is_none()
    }

    fn page_by_number(&self, paging: &Paging, body: &mut Fields) -> Result<Page, Refusal> {
        let number = self.number(paging.page_number)?.unwrap_or(1);
        let size = self.number(paging.page_size)?.unwrap_or(paging.default_size);
        for (field, value) in [(paging.page_number, number), (paging.page_size, size)] {
            if let Some(field) = field {
                body.insert(field.to_owned(), value.into());
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
