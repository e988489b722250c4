use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a value comes from. Total and terminating: no loops, no arithmetic. A value that cannot be had is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expression {
    /// What the call sends for a parameter.
    Parameter(String),
    /// A field of a resource that was found or created, `folder.FolderId`.
    Field(String),
    /// A resource that was found or created, whole.
    Resource(String),
    /// A random text after a pattern: `?` becomes a letter or digit, `#` a digit.
    Random(String),
    /// The time of the mock's virtual clock.
    Now(Precision),
    /// Something about the calling account.
    Account(AccountPart),
    /// What the body of the call has at a path of names joined with dots; all of it if the path is empty.
    Body(String),
    /// A JSON value.
    Value(Value),
    /// Whether something was found or created.
    Exists(String),
    /// The next whole number that no resource of this kind has had.
    Next(String),
    /// Texts one after the other; absent if one of them is.
    Join(Vec<Expression>),
    /// The first that is not absent.
    FirstOf(Vec<Expression>),
    /// Itself: a text, a number or a truth value.
    #[serde(untagged)]
    Literal(Value),
}

/// How exactly a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// `2021-06-15T06:39:08Z`.
    Seconds,
    /// `2021-06-15T06:39:08.521Z`.
    Milliseconds,
    /// The number of seconds since 1970.
    Unix,
    /// `2021-06-15`.
    Date,
}

/// What can be known of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountPart {
    /// Its number.
    Id,
}

/// How a field of a resource is held against a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filter {
    /// The field's text contains the value's.
    Contains(Expression),
    /// The field is a list that has each item of the value.
    HasAll(Expression),
    /// The field's text is how the value begins.
    Starts(Expression),
    /// The field's text begins with the value.
    StartsWith(Expression),
    /// The value is a list, and one of its items is the field.
    OneOf(Expression),
    /// They are the same.
    #[serde(untagged)]
    Equals(Expression),
}

/// Filters by the field that each looks at; all of them must hold.
pub type Filters = BTreeMap<String, Filter>;
