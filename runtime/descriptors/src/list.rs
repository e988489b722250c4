//! What an operation lists, and which part of it a call gets.

use serde::Serialize;

use crate::{Condition, Expression, Filter, Owner};

/// What an operation lists.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct List {
    /// What kind of resource.
    #[serde(rename = "new resource")]
    pub resource: &'static str,
    /// Whose they are; the calling account's without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// Which ones; a filter whose value is absent restricts nothing.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub filters: &'static [Filter],
    /// The field that is a list whose items are listed, instead of the resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<&'static str>,
    /// Fields that are made for what is listed. The resource is called `each`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub with: &'static [(&'static str, Expression)],
    /// Which of what is listed, by the fields that it then has; a filter whose value is absent restricts nothing.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub having: &'static [Filter],
    /// Whether what is the same is listed once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub distinct: bool,
    /// Where in the body they are, from the outermost field inwards; an empty path if they are the whole body.
    #[serde(rename = "new items")]
    pub items: &'static [&'static str],
    /// The fields of each that the answer shows; all of them if none is named.
    #[serde(rename = "new fields")]
    pub fields: &'static [&'static str],
    /// Of these fields, those whose list is in an object of its own, with its name there: `Tags` and `Tag` for
    /// `{"Tags": {"Tag": []}}`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub wrapped: &'static [(&'static str, &'static str)],
    /// The field they are sorted by; in the order of their creation without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<&'static str>,
    /// Fields that are left out under a condition.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub omit: &'static [(&'static str, Condition)],
    /// How the list is cut into pages; it comes whole without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
    /// The part of the list that a call asks for; it comes whole without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slice: Option<Slice>,
}

impl List {
    /// All resources of a kind, in the order of their creation, in one page.
    pub const fn new(resource: &'static str, items: &'static [&'static str], fields: &'static [&'static str]) -> Self {
        List {
            resource,
            owner: None,
            filters: &[],
            each: None,
            with: &[],
            having: &[],
            distinct: false,
            items,
            fields,
            wrapped: &[],
            order: None,
            omit: &[],
            paging: None,
            slice: None,
        }
    }

    /// The same list of the resources of this account.
    pub const fn owner(mut self, owner: Owner) -> Self {
        self.owner = Some(owner);
        self
    }

    /// The same list of those that pass the filters.
    pub const fn filters(mut self, filters: &'static [Filter]) -> Self {
        self.filters = filters;
        self
    }

    /// The list of the items of a field.
    pub const fn each(mut self, each: &'static str) -> Self {
        self.each = Some(each);
        self
    }

    /// The same list with fields that are made for it.
    pub const fn with(mut self, with: &'static [(&'static str, Expression)]) -> Self {
        self.with = with;
        self
    }

    /// The same list of what passes the filters as it is listed.
    pub const fn having(mut self, having: &'static [Filter]) -> Self {
        self.having = having;
        self
    }

    /// The same list with what is the same once.
    pub const fn distinct(mut self) -> Self {
        self.distinct = true;
        self
    }

    /// The same list with fields whose list is in an object of its own.
    pub const fn wrapped(mut self, wrapped: &'static [(&'static str, &'static str)]) -> Self {
        self.wrapped = wrapped;
        self
    }

    /// The same list, sorted by a field.
    pub const fn order(mut self, order: &'static str) -> Self {
        self.order = Some(order);
        self
    }

    /// The same list with fields that are left out under a condition.
    pub const fn omit(mut self, omit: &'static [(&'static str, Condition)]) -> Self {
        self.omit = omit;
        self
    }

    /// The same list, cut into pages.
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// The same list, of which a call asks for a part.
    pub const fn slice(mut self, slice: Slice) -> Self {
        self.slice = Some(slice);
        self
    }
}

/// The part of a list that a call asks for. A value that is absent restricts nothing.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Slice {
    /// At most so many items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Expression>,
    /// Without so many items at the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip: Option<Expression>,
    /// The number of the page, counted from 1, if `limit` is how many items a page has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Expression>,
    /// What comes after the item with this key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Expression>,
    /// What comes before the item with this key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Expression>,
    /// Where in the body the number of all items is, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<&'static [&'static str]>,
    /// Where in the body it is said whether more items follow, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<&'static [&'static str]>,
    /// Where in the body the key of the first item is, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<&'static [&'static str]>,
    /// Where in the body the key of the last item is, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<&'static [&'static str]>,
    /// Where in the body the key of the last item is if more items follow, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'static [&'static str]>,
}

impl Slice {
    /// All of the list.
    pub const fn new() -> Self {
        Slice {
            limit: None,
            skip: None,
            page: None,
            after: None,
            before: None,
            total: None,
            more: None,
            first: None,
            last: None,
            next: None,
        }
    }

    /// The same part, but at most so many items.
    pub const fn limit(mut self, limit: Expression) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The same part without so many items at the beginning.
    pub const fn skip(mut self, skip: Expression) -> Self {
        self.skip = Some(skip);
        self
    }

    /// The page of this number, counted from 1.
    pub const fn page(mut self, page: Expression) -> Self {
        self.page = Some(page);
        self
    }

    /// What of the part comes after the item with this key.
    pub const fn after(mut self, after: Expression) -> Self {
        self.after = Some(after);
        self
    }

    /// What of the part comes before the item with this key.
    pub const fn before(mut self, before: Expression) -> Self {
        self.before = Some(before);
        self
    }

    /// The same part with the place of the number of all items.
    pub const fn total(mut self, total: &'static [&'static str]) -> Self {
        self.total = Some(total);
        self
    }

    /// The same part with the place that says whether more items follow.
    pub const fn more(mut self, more: &'static [&'static str]) -> Self {
        self.more = Some(more);
        self
    }

    /// The same part with the place of the key of the first item.
    pub const fn first(mut self, first: &'static [&'static str]) -> Self {
        self.first = Some(first);
        self
    }

    /// The same part with the place of the key of the last item.
    pub const fn last(mut self, last: &'static [&'static str]) -> Self {
        self.last = Some(last);
        self
    }

    /// The same part with the place of the key of the last item if more items follow.
    pub const fn next(mut self, next: &'static [&'static str]) -> Self {
        self.next = Some(next);
        self
    }
}

/// How a list is cut into pages.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Paging {
    /// The parameter with the number of the page, counted from 1; the field of this name repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_number: Option<&'static str>,
    /// The parameter with the size of a page that goes with the number; the field of this name repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<&'static str>,
    /// Where in the body the number of all items is, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_count: Option<&'static [&'static str]>,
    /// The parameter with the token of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<&'static str>,
    /// The parameter with the size of a page that goes with the token. If it is given, pages have tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<&'static str>,
    /// Where in the body the token of the next page is, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<&'static [&'static str]>,
    /// The size of a page if none is given.
    #[serde(rename = "new default_size")]
    pub default_size: usize,
}

impl Paging {
    /// The first items are all that a call can get, so many of them.
    pub const fn new(default_size: usize) -> Self {
        Paging {
            page_number: None,
            page_size: None,
            total_count: None,
            token: None,
            max_results: None,
            next_token: None,
            default_size,
        }
    }

    /// The same paging with the parameter that numbers the pages.
    pub const fn page_number(self, page_number: &'static str) -> Self {
        Paging { page_number: Some(page_number), ..self }
    }

    /// The same paging with the parameter for the size of a numbered page.
    pub const fn page_size(self, page_size: &'static str) -> Self {
        Paging { page_size: Some(page_size), ..self }
    }

    /// The same paging with the place of the number of all items.
    pub const fn total_count(self, total_count: &'static [&'static str]) -> Self {
        Paging { total_count: Some(total_count), ..self }
    }

    /// The same paging with the parameter for the token of a page.
    pub const fn token(self, token: &'static str) -> Self {
        Paging { token: Some(token), ..self }
    }

    /// The same paging with the parameter for the size of a page that has a token.
    pub const fn max_results(self, max_results: &'static str) -> Self {
        Paging { max_results: Some(max_results), ..self }
    }

    /// The same paging with the place of the token of the next page.
    pub const fn next_token(self, next_token: &'static [&'static str]) -> Self {
        Paging { next_token: Some(next_token), ..self }
    }
}
