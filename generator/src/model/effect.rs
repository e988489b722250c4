use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Condition, Expression, Filters, Owner};

/// A resource that an operation looks up before its error table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Find {
    /// What conditions, effects and the answer call it.
    pub name: String,
    /// The resource it is one of.
    pub resource: String,
    /// Whose it is; the calling account's without it.
    pub owner: Option<Owner>,
    /// Which one.
    pub filters: Filters,
    /// The status of the answer if nothing is found.
    pub absent: Option<u16>,
}

/// What a successful call changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// What is done.
    pub action: Action,
    /// To whose resources it is done; to those of the calling account without it.
    pub owner: Option<Owner>,
    /// When it is done; always without one.
    pub when: Option<Condition>,
}

/// What can be done to the state of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Action {
    /// A new resource.
    Create {
        /// What it is.
        resource: String,
        /// What later effects and the answer call it.
        name: String,
        /// Where its fields come from.
        from: Option<Members>,
        /// The status of the answer if there is one with its key.
        present: Option<u16>,
        /// Its fields; they may refer to each other.
        fields: BTreeMap<String, Expression>,
    },
    /// A resource that was found or created gets all its fields anew.
    Replace {
        /// What it was found or created as.
        name: String,
        /// Where its fields come from.
        from: Members,
        /// Further fields.
        fields: BTreeMap<String, Expression>,
    },
    /// A resource that was found or created is changed by a merge patch or a JSON Patch.
    Merge {
        /// What it was found or created as.
        name: String,
        /// Where the patch comes from.
        from: Members,
        /// Further fields.
        fields: BTreeMap<String, Expression>,
    },
    /// Other values for some fields of a resource that was found or created.
    Update {
        /// What it was found or created as.
        name: String,
        /// The fields that change.
        fields: BTreeMap<String, Expression>,
    },
    /// A resource that was found goes away.
    Delete {
        /// What it was found as.
        name: String,
    },
    /// All resources of a kind that pass the filters go away.
    DeleteAll {
        /// The kind.
        resource: String,
        /// Which ones.
        filters: Filters,
    },
    /// Other values for some fields of all resources of a kind that pass the filters.
    UpdateAll {
        /// The kind.
        resource: String,
        /// Which ones.
        filters: Filters,
        /// The fields that change.
        fields: BTreeMap<String, Expression>,
    },
    /// A code of six digits is issued; the last one counts.
    IssueCode {
        /// What the code is for.
        code: String,
        /// Whom it was sent to.
        recipient: Option<Expression>,
        /// In seconds.
        expires_after: u32,
    },
    /// The code that was issued cannot be used again.
    ConsumeCode {
        /// What the code is for.
        code: String,
        /// Whom it was sent to.
        recipient: Option<Expression>,
    },
    /// A resource that was found was asked for: its state may be another at the next call.
    Poll {
        /// What it was found as.
        name: String,
    },
}

/// An object whose members become fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Members {
    /// The object.
    pub from: Expression,
    /// The members that do not.
    pub except: Vec<String>,
}

/// A value of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Where in the body it is: `Folder`, `Accounts.Account`; all of the body if it is empty.
    pub path: String,
    /// The value; an object is cut down to the fields that the schema has there.
    pub value: Expression,
}

/// A value that an answer leaves out under a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Omit {
    /// Where in the body it is: `Account.Tags`.
    pub path: String,
    /// When it is left out.
    pub when: Condition,
}

/// What an operation lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// The kind of resource.
    pub resource: String,
    /// Whose they are; the calling account's without it.
    pub owner: Option<Owner>,
    /// Which ones; a filter whose value is absent restricts nothing.
    pub filters: Filters,
    /// The field whose items are listed, instead of the resources.
    pub each: Option<String>,
    /// Fields of what is listed that are made for it.
    pub with: BTreeMap<String, Expression>,
    /// Which of what is listed.
    pub having: Filters,
    /// Whether what is the same is listed once.
    pub distinct: bool,
    /// Where in the body they are; if it is empty, they are the whole body.
    pub items: String,
    /// The field they are sorted by; in the order of their creation without one.
    pub order: Option<String>,
    /// Fields that are left out under a condition.
    pub omit: BTreeMap<String, Condition>,
    /// The part that a call asks for.
    pub slice: Slice,
}

/// The part of a list that a call asks for; what is absent restricts nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Slice {
    /// At most so many items.
    pub limit: Option<Expression>,
    /// Without so many items at the beginning.
    pub skip: Option<Expression>,
    /// The number of the page, counted from 1.
    pub page: Option<Expression>,
    /// What comes after the item with this key.
    pub after: Option<Expression>,
    /// What comes before the item with this key.
    pub before: Option<Expression>,
    /// Where in the body the number of all items is.
    pub total: Option<String>,
    /// Where in the body it is said whether more items follow.
    pub more: Option<String>,
    /// Where in the body the key of the first item is.
    pub first: Option<String>,
    /// Where in the body the key of the last item is.
    pub last: Option<String>,
    /// Where in the body the key of the last item is if more items follow.
    pub next: Option<String>,
}

/// The states that a field of a resource goes through by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct States {
    /// The field.
    pub field: String,
    /// In this order; a new resource is in the first.
    pub sequence: Vec<State>,
}

/// A state of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// The value of the field.
    pub name: String,
    /// It ends after so many polls.
    pub polls: Option<u32>,
    /// It ends after so many seconds.
    pub after: Option<u32>,
    /// What happens when it begins; the resource is called `self`.
    pub effects: Vec<Effect>,
}

/// Something that exists before a call, for tests and samples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A code that was issued to the calling account.
    Code(GivenCode),
    /// A resource.
    Resource(GivenResource),
}

/// A code that was issued before a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenCode {
    /// What the code is for.
    pub code: String,
    /// Whom it was sent to; the account itself if it is empty.
    #[serde(default)]
    pub r#for: String,
    /// The code.
    pub value: String,
}

/// A resource that exists before a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenResource {
    /// What it is.
    pub resource: String,
    /// The number of the account that has it; the calling account without it.
    #[serde(default)]
    pub account: Option<String>,
    /// Its fields.
    #[serde(default)]
    pub fields: serde_json::Map<String, serde_json::Value>,
}
