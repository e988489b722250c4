use serde::Serialize;

use super::{Expression, Filters};

/// When an error row is raised. Total and terminating: no loops, no arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Condition {
    /// Each of them holds.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The site of this id was called.
    Site(String),
    /// The value is there, or is not.
    Present {
        /// The value.
        subject: Subject,
        /// Which of the two.
        present: bool,
    },
    /// The value is there and matches.
    Matches {
        /// The value.
        subject: Subject,
        /// A regular expression that matches somewhere in the value.
        pattern: String,
    },
    /// The value is there and does not match.
    NotMatches {
        /// The value.
        subject: Subject,
        /// A regular expression that matches nowhere in the value.
        pattern: String,
    },
    /// The value is there and is this text.
    Equals {
        /// The value.
        subject: Subject,
        /// The text.
        text: String,
    },
    /// The value is there and has more characters, or items if it is a list.
    LongerThan {
        /// The value.
        subject: Subject,
        /// So many.
        length: u32,
    },
    /// The value is there and has fewer characters, or items if it is a list.
    ShorterThan {
        /// The value.
        subject: Subject,
        /// So many.
        length: u32,
    },
    /// The limit of this name is used up.
    Limit(String),
    /// This was found, or the calling account owns a resource of this name.
    Exists(String),
    /// The calling account owns many of a resource.
    Count {
        /// What is counted.
        resource: String,
        /// Which ones.
        filters: Filters,
        /// How many it takes.
        at_least: u32,
    },
    /// A code was issued, has not expired, and is the one that is given.
    ValidCode {
        /// What the code is for.
        code: String,
        /// Whom it was sent to.
        recipient: Option<Expression>,
        /// The parameter that it is sent in.
        parameter: String,
    },
    /// It holds for an item of a list.
    Some {
        /// The list.
        of: Expression,
        /// What holds for the item.
        when: Box<Condition>,
    },
    /// The parameter is given, and is not a token that this operation has answered.
    UnknownPageToken(String),
    /// Never by itself; the reason says why.
    ForcedOnly(String),
}

/// A value that a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Subject {
    /// What the call sends for a parameter.
    Parameter(String),
    /// A field of a resource that was found, `folder.FolderId`.
    Field(String),
    /// The item that is looked at, or a member of it.
    Item(String),
}

impl Condition {}
