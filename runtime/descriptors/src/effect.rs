//! What an operation looks up, changes and answers: the part of its description that makes the mock remember.

use serde::Serialize;

use crate::{Condition, Expression, Filter, Owner};

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
    /// Whose it is; the calling account's without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// The status of the answer if nothing is found; the call goes on without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<u16>,
}

impl Find {
    /// A resource of a kind, the first that passes all filters.
    pub const fn new(name: &'static str, resource: &'static str, filters: &'static [Filter]) -> Self {
        Find { name, resource, filters, owner: None, absent: None }
    }

    /// The same lookup, but a call that finds nothing is refused with this status.
    pub const fn absent(mut self, absent: u16) -> Self {
        self.absent = Some(absent);
        self
    }

    /// The same lookup among the resources of this account.
    pub const fn owner(mut self, owner: Owner) -> Self {
        self.owner = Some(owner);
        self
    }
}

/// What a successful call changes.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// What is done.
    #[serde(rename = "new action")]
    pub action: Action,
    /// To whose resources it is done; to those of the calling account without it. What was found or created is changed
    /// where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// When it is done; always without a condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

impl Effect {
    /// What is done whenever the call succeeds.
    pub const fn new(action: Action) -> Self {
        Effect { action, owner: None, when: None }
    }

    /// The same effect on the resources of this account.
    pub const fn owner(mut self, owner: Owner) -> Self {
        self.owner = Some(owner);
        self
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
    /// Other values for some fields of all resources of a kind that pass the filters; what is changed is called `each`. An absent value
    /// takes the field away.
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
