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
    /// A time after that.
    Later(Later),
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
    /// What lies above something that was found or created.
    Ancestors(Ancestors),
    /// How many resources there are.
    Count(Counted),
    /// The items of several lists, each once.
    Union(Lists),
    /// The items of the first list that the others do not have.
    Difference(Lists),
    /// An object for each item of a list.
    Each(Each),
    /// The item that is looked at, or a member of it.
    Item(String),
    /// Texts one after the other; absent if one of them is.
    Join(Vec<Expression>),
    /// The first that is not absent.
    FirstOf(Vec<Expression>),
    /// Itself: a text, a number or a truth value.
    #[serde(untagged)]
    Literal(Value),
}

/// A time after that of the mock's virtual clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Later {
    /// How much later.
    pub seconds: u32,
    /// How it is written.
    pub now: Precision,
}

/// The values of a field of all that lies above a resource, from the top down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ancestors {
    /// What was found or created.
    pub of: String,
    /// The field of what lies above it.
    pub field: String,
    /// What is between the values if they are one text; they are a list without it.
    #[serde(default)]
    pub separator: Option<String>,
}

/// Resources of a kind that are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The kind.
    pub resource: String,
    /// Which ones.
    #[serde(default, rename = "where")]
    pub filters: Filters,
}

/// Lists that are put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// In their order; one that is absent has no items.
    pub lists: Vec<Expression>,
    /// The member by which items that are objects are the same; they are compared whole without it.
    #[serde(default)]
    pub by: Option<String>,
}

/// An object for each item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Each {
    /// The list.
    pub of: Box<Expression>,
    /// The members of each object.
    pub with: BTreeMap<String, Expression>,
}

/// Whose resources are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Owner {
    /// Those of all accounts.
    All(AllAccounts),
    /// Those of the account with this number.
    Account(Expression),
}

/// The word for all accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AllAccounts {
    /// Whichever account they belong to.
    #[serde(rename = "any")]
    Any,
}

/// How exactly a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// `2021-06-15T06:39:08Z`.
    Seconds,
    /// `2021-06-15T06:39:08.521Z`.
    Milliseconds,
    /// The number of seconds since 1970.
    Unix,
    /// The number of milliseconds since 1970.
    UnixMilliseconds,
    /// `2021-06-15`.
    Date,
    /// `2021-06-15 06:39:08`.
    Local,
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
