//! Where a value of the mock's state or of an answer comes from.

use serde::Serialize;

/// Where a value comes from. What cannot be had, such as a parameter that is not given, is absent.
#[derive(Debug, Serialize)]
pub enum Expression {
    /// This text.
    Text(&'static str),
    /// This number.
    Integer(i64),
    /// This number.
    Number(f64),
    /// This truth value.
    Boolean(bool),
    /// What the call gives for a parameter, typed by its schema.
    Parameter(&'static str),
    /// A field of a resource that was found or created.
    Field {
        /// What the resource was found or created as.
        of: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A resource that was found or created, whole.
    Resource(&'static str),
    /// A random text after a pattern: `?` becomes a letter or digit, `#` a digit, all else stays.
    Random(&'static str),
    /// The time of the virtual clock.
    Now(Precision),
    /// The number of the calling account.
    AccountId,
    /// Texts one after the other; absent if one of them is.
    Join(&'static [Expression]),
    /// The first that is not absent.
    FirstOf(&'static [Expression]),
}

/// How exactly a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Precision {
    /// `2021-06-15T06:39:08Z`.
    Seconds,
    /// `2021-06-15T06:39:08.521Z`.
    Milliseconds,
}

/// What a field of a resource has to be.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// The field.
    pub field: &'static str,
    /// How it is held against the value.
    pub test: Test,
    /// The value.
    pub value: Expression,
}

/// How a field is held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Test {
    /// They are the same; numbers and truth values are the same as their texts.
    Equals,
    /// The field's text contains the value's.
    Contains,
    /// The field is a list that has each item of the value.
    HasAll,
    /// The field's text is how the value begins.
    Starts,
    /// The field's text begins with the value.
    StartsWith,
}
