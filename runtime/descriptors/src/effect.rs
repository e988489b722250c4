//! What an operation looks up, changes and answers: the part of its description that makes the mock remember.

use serde::Serialize;

use crate::{Condition, Expression, Filter};

/// A resource that an operation looks up before its error table.
#[derive(Debug, Serialize)]
pub struct Find {
    /// What conditions, effects and the answer call it.
    pub name: &'static str,
    /// What kind of resource it is.
    pub resource: &'static str,
    /// Which one: the first that passes all of them. A filter whose value is absent passes nothing.
    pub filters: &'static [Filter],
}

/// What a successful call changes.
#[derive(Debug, Serialize)]
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
pub struct Answer {
    /// Where in the body it stands, from the outermost field inwards.
    pub path: &'static [&'static str],
    /// The value; nothing stands there if it is absent.
    pub value: Expression,
    /// If it is an object: the fields of it that the answer shows.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub fields: &'static [&'static str],
    /// Of these fields, those whose list stands in an object of its own, with its name there: `Tags` and `Tag` for
    /// `{"Tags": {"Tag": []}}`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub wrapped: &'static [(&'static str, &'static str)],
}

impl Answer {
    /// Nothing; to fill in.
    pub const NONE: Answer = Answer { path: &[], value: Expression::Text(""), fields: &[], wrapped: &[] };
}

/// What an operation lists.
#[derive(Debug, Serialize)]
pub struct List {
    /// What kind of resource.
    pub resource: &'static str,
    /// Which ones; a filter whose value is absent restricts nothing.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub filters: &'static [Filter],
    /// Where in the body they stand, from the outermost field inwards.
    pub items: &'static [&'static str],
    /// The fields of each that the answer shows.
    pub fields: &'static [&'static str],
    /// Of these fields, those whose list stands in an object of its own, with its name there: `Tags` and `Tag` for
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
}

impl List {
    /// Nothing; to fill in.
    pub const NONE: List = List {
        resource: "",
        filters: &[],
        items: &[],
        fields: &[],
        wrapped: &[],
        order: None,
        omit: &[],
        paging: None,
    };
}

/// How a list is cut into pages.
#[derive(Debug, Serialize)]
pub struct Paging {
    /// The parameter with the number of the page, counted from 1; the field of this name repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_number: Option<&'static str>,
    /// The parameter with the size of a page that goes with the number; the field of this name repeats it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<&'static str>,
    /// Where in the body the number of all items stands, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_count: Option<&'static [&'static str]>,
    /// The parameter with the token of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<&'static str>,
    /// The parameter with the size of a page that goes with the token. If it is given, pages have tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<&'static str>,
    /// Where in the body the token of the next page stands, from the outermost field inwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<&'static [&'static str]>,
    /// The size of a page if none is given.
    pub default_size: usize,
}

impl Paging {
    /// No parameter has a say, so the first ten are all.
    pub const NONE: Paging = Paging {
        page_number: None,
        page_size: None,
        total_count: None,
        token: None,
        max_results: None,
        next_token: None,
        default_size: 10,
    };
}

/// The states that a field of a resource goes through by itself.
#[derive(Debug, Serialize)]
pub struct States {
    /// The field.
    pub field: &'static str,
    /// The states in their order; a new resource is in the first.
    pub sequence: &'static [State],
}

/// A state of a resource. Without `polls` and `after` it does not end by itself.
#[derive(Debug, Serialize)]
pub struct State {
    /// The value of the field.
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
    /// Nothing, which does not end by itself; to fill in.
    pub const NONE: State = State { name: "", polls: None, after: None, effects: &[] };
}
