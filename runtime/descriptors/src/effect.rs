//! What an operation looks up, changes and answers: the part of its description that makes the mock remember.

use serde::Serialize;

use crate::{Condition, Expression, Filter};

/// A resource that an operation looks up before its error table.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Find {
    /// What conditions, effects and the answer call it.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// What kind of resource it is.
    #[serde(rename = "new resource")]
    pub resource: &'static str,
    /// Which one: the first that passes all of them. A filter whose value is absent passes nothing.
    #[serde(rename = "new filters")]
    pub filters: &'static [Filter],
    /// The status of the answer if nothing is found; the call goes on without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<u16>,
}

impl Find {
    /// A resource of a kind, the first that passes all filters.
    pub const fn new(name: &'static str, resource: &'static str, filters: &'static [Filter]) -> Self {
        Find { name, resource, filters, absent: None }
    }

    /// The same lookup, but a call that finds nothing is refused with this status.
    pub const fn absent(self, absent: u16) -> Self {
        Find { absent: Some(absent), ..self }
    }
}

/// What a successful call changes.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// What is done.
    #[serde(rename = "new action")]
    pub action: Action,
    /// When it is done; always without a condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

impl Effect {
    /// What is done whenever the call succeeds.
    pub const fn new(action: Action) -> Self {
        Effect { action, when: None }
    }

    /// The same effect, but only under a condition.
    pub const fn when(mut self, when: Condition) -> Self {
        self.when = Some(when);
        self
    }
}

/// What can be done to the state of an account.
#[derive(Debug, Serialize)]
pub enum Action {
    /// A new resource.
    Create {
        /// What kind it is.
        resource: &'static str,
        /// What later effects and the answer call it.
        name: &'static str,
        /// Its fields; they may refer to each other.
        fields: &'static [(&'static str, Expression)],
    },
    /// A new resource with the members of an object as its fields, where they are not null.
    CreateFrom {
        /// What kind it is.
        resource: &'static str,
        /// What later effects and the answer call it.
        name: &'static str,
        /// The object.
        from: Expression,
        /// Members of the object that do not become fields.
        except: &'static [&'static str],
        /// The status of the answer if there is one with this key; without it, the new one takes its place.
        present: Option<u16>,
        /// Further fields; they may refer to each other and to the members.
        fields: &'static [(&'static str, Expression)],
    },
    /// A resource that was found or created has the members of an object as its fields, where they are not null, and no
    /// others.
    Replace {
        /// What it was found or created as.
        name: &'static str,
        /// The object.
        from: Expression,
        /// Fields that stay as they are.
        except: &'static [&'static str],
        /// Further fields; they may refer to what the resource was before.
        fields: &'static [(&'static str, Expression)],
    },
    /// A resource that was found or created is changed by a document: by an object as a merge patch (RFC 7396), by a list
    /// as a JSON Patch (RFC 6902).
    Merge {
        /// What it was found or created as.
        name: &'static str,
        /// The document.
        from: Expression,
        /// Fields that stay as they are.
        except: &'static [&'static str],
        /// Further fields; they may refer to what the resource was before.
        fields: &'static [(&'static str, Expression)],
    },
    /// Other values for some fields of a resource that was found or created. An absent value takes the field away.
    Update {
        /// What it was found or created as.
        name: &'static str,
        /// The fields that change.
        fields: &'static [(&'static str, Expression)],
    },
    /// A resource that was found goes away.
    Delete {
        /// What it was found as.
        name: &'static str,
    },
    /// All resources of a kind that pass the filters go away.
    DeleteAll {
        /// What kind they are.
        resource: &'static str,
        /// Which ones.
        filters: &'static [Filter],
    },
    /// Other values for some fields of all resources of a kind that pass the filters. An absent value takes the field away.
    UpdateAll {
        /// What kind they are.
        resource: &'static str,
        /// Which ones.
        filters: &'static [Filter],
        /// The fields that change.
        fields: &'static [(&'static str, Expression)],
    },
    /// A code of six digits is issued; of several for the same recipient the last one counts.
    IssueCode {
        /// What the code is for.
        code: &'static str,
        /// Whom it was sent to; the account itself without one.
        recipient: Option<Expression>,
        /// In seconds of the virtual clock.
        expires_after: u64,
    },
    /// The code that was issued cannot be used again.
    ConsumeCode {
        /// What the code is for.
        code: &'static str,
        /// Whom it was sent to; the account itself without one.
        recipient: Option<Expression>,
    },
    /// A resource that was found was asked for, and may be in another state at the next call.
    Poll {
        /// What it was found as.
        name: &'static str,
    },
}

/// A value of an answer.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Answer {
    /// Where in the body it is, from the outermost field inwards; an empty path is all of it.
    #[serde(rename = "new path")]
    pub path: &'static [&'static str],
    /// The value; nothing is there if it is absent.
    #[serde(rename = "new value")]
    pub value: Expression,
    /// If it is an object: the fields of it that the answer shows; all of them if none is named.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub fields: &'static [&'static str],
    /// Of these fields, those whose list is in an object of its own, with its name there: `Tags` and `Tag` for
    /// `{"Tags": {"Tag": []}}`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub wrapped: &'static [(&'static str, &'static str)],
}

impl Answer {
    /// A value, whole.
    pub const fn new(path: &'static [&'static str], value: Expression) -> Self {
        Answer { path, value, fields: &[], wrapped: &[] }
    }

    /// The same answer, but it shows only these fields.
    pub const fn fields(self, fields: &'static [&'static str]) -> Self {
        Answer { fields, ..self }
    }

    /// The same answer with fields whose list is in an object of its own.
    pub const fn wrapped(self, wrapped: &'static [(&'static str, &'static str)]) -> Self {
        Answer { wrapped, ..self }
    }
}

/// What an operation lists.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct List {
    /// What kind of resource.
    #[serde(rename = "new resource")]
    pub resource: &'static str,
    /// Which ones; a filter whose value is absent restricts nothing.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub filters: &'static [Filter],
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
        List { resource, filters: &[], items, fields, wrapped: &[], order: None, omit: &[], paging: None, slice: None }
    }

    /// The same list of those that pass the filters.
    pub const fn filters(self, filters: &'static [Filter]) -> Self {
        List { filters, ..self }
    }

    /// The same list with fields whose list is in an object of its own.
    pub const fn wrapped(self, wrapped: &'static [(&'static str, &'static str)]) -> Self {
        List { wrapped, ..self }
    }

    /// The same list, sorted by a field.
    pub const fn order(self, order: &'static str) -> Self {
        List { order: Some(order), ..self }
    }

    /// The same list with fields that are left out under a condition.
    pub const fn omit(self, omit: &'static [(&'static str, Condition)]) -> Self {
        List { omit, ..self }
    }

    /// The same list, cut into pages.
    pub const fn paging(self, paging: Paging) -> Self {
        List { paging: Some(paging), ..self }
    }

    /// The same list, of which a call asks for a part.
    pub const fn slice(self, slice: Slice) -> Self {
        List { slice: Some(slice), ..self }
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

/// The states that a field of a resource goes through by itself.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct States {
    /// The field.
    #[serde(rename = "new field")]
    pub field: &'static str,
    /// The states in their order; a new resource is in the first.
    #[serde(rename = "new sequence")]
    pub sequence: &'static [State],
}

impl States {
    /// A field, and its states in their order.
    pub const fn new(field: &'static str, sequence: &'static [State]) -> Self {
        States { field, sequence }
    }
}

/// A state of a resource. Without `polls` and `after` it does not end by itself.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct State {
    /// The value of the field.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// It ends after so many polls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polls: Option<u64>,
    /// It ends after so many seconds of the virtual clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// What happens when it begins; the resource is called `self`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub effects: &'static [Effect],
}

impl State {
    /// A state that does not end by itself.
    pub const fn new(name: &'static str) -> Self {
        State { name, polls: None, after: None, effects: &[] }
    }

    /// The same state, but it ends after so many polls.
    pub const fn polls(self, polls: u64) -> Self {
        State { polls: Some(polls), ..self }
    }

    /// The same state, but it ends after so many seconds.
    pub const fn after(self, after: u64) -> Self {
        State { after: Some(after), ..self }
    }

    /// The same state with what happens when it begins.
    pub const fn effects(self, effects: &'static [Effect]) -> Self {
        State { effects, ..self }
    }
}
