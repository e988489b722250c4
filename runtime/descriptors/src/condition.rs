//! When a row of an error table is raised.

use serde::{Serialize, Serializer};

use crate::{Expression, Filter, written};

/// When a row of an error table is raised. Every condition has an answer for every call.
#[derive(Debug, Serialize)]
pub enum Condition {
    /// All of them hold.
    All(&'static [Condition]),
    /// At least one of them holds.
    Any(&'static [Condition]),
    /// The other one does not hold.
    Not(#[serde(serialize_with = "written::reference")] &'static Condition),
    /// The mock plays this site.
    Site(&'static str),
    /// This was found, or the calling account has a resource of this kind.
    Exists(&'static str),
    /// The calling account has at least so many resources.
    Count {
        /// What kind they are.
        resource: &'static str,
        /// Which ones.
        filters: &'static [Filter],
        /// How many it takes.
        at_least: usize,
    },
    /// A code was issued, has not expired, and is the one that the call sends.
    ValidCode {
        /// What the code is for.
        code: &'static str,
        /// Whom it was sent to; the account itself without one.
        recipient: Option<Expression>,
        /// The parameter that it is sent in.
        parameter: &'static str,
    },
    /// It holds for an item of a list.
    Some {
        /// The list.
        of: Expression,
        /// What holds for the item.
        #[serde(serialize_with = "written::reference")]
        when: &'static Condition,
    },
    /// The parameter is given, and is not a token of a page that the operation has answered.
    UnknownPageToken(&'static str),
    /// This limit of the operation is used up.
    Limit(&'static str),
    /// The value is there.
    Present(Subject),
    /// Never by itself: the row is an answer only when it is forced.
    ForcedOnly,
    /// The value is there, and passes.
    #[serde(untagged, serialize_with = "call_is")]
    Is {
        /// The value.
        subject: Subject,
        /// What it has to be.
        predicate: Predicate,
    },
}

impl Condition {
    /// The value is there, and passes.
    pub const fn is(subject: Subject, predicate: Predicate) -> Self {
        Condition::Is { subject, predicate }
    }
}

fn call_is<S: Serializer>(subject: &Subject, predicate: &Predicate, serializer: S) -> Result<S::Ok, S::Error> {
    written::call("Condition::is", subject, predicate, serializer)
}

/// A value that a condition looks at.
#[derive(Debug, Clone, Copy, Serialize)]
pub enum Subject {
    /// What the call sends for a parameter.
    Parameter(&'static str),
    /// The item that is looked at, or what it has at a path, from the outermost member inwards.
    Item(&'static [&'static str]),
    /// A field of a resource that was found.
    #[serde(untagged, serialize_with = "call_field")]
    Field {
        /// What it was found as.
        of: &'static str,
        /// The field.
        field: &'static str,
    },
}

impl Subject {
    /// A field of a resource that was found.
    pub const fn field(of: &'static str, field: &'static str) -> Self {
        Subject::Field { of, field }
    }
}

fn call_field<S: Serializer>(of: &&'static str, field: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
    written::call("Subject::field", of, field, serializer)
}

/// What a value has to be: its text, or the number of its items if it is a list.
#[derive(Debug, Clone, Copy, Serialize)]
pub enum Predicate {
    /// A regular expression matches somewhere in it.
    Matches(&'static str),
    /// A regular expression matches nowhere in it.
    NotMatches(&'static str),
    /// This text.
    Equals(&'static str),
    /// More characters or items than this.
    LongerThan(u64),
    /// Fewer characters or items than this.
    ShorterThan(u64),
}
