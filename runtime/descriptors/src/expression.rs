//! Where a value of the mock's state or of an answer comes from.

use serde::{Serialize, Serializer};

use crate::written;

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
    /// What the call sends for a parameter, typed by its schema.
    Parameter(&'static str),
    /// A resource that was found or created, whole.
    Resource(&'static str),
    /// A random text after a pattern: `?` becomes a letter or digit, `#` a digit, all else stays.
    Random(&'static str),
    /// The time of the virtual clock.
    Now(Precision),
    /// A time after that.
    Later {
        /// How much later.
        seconds: u64,
        /// How it is written.
        form: Precision,
    },
    /// The number of the calling account.
    AccountId,
    /// What the body of the call has at a path, from the outermost member inwards; all of it if the path is empty. A form is
    /// the object of its fields.
    Body(&'static [&'static str]),
    /// This JSON text.
    Json(&'static str),
    /// Whether a resource was found or created.
    Exists(&'static str),
    /// The next whole number, counted from 1, that no resource of this kind has had.
    Next(&'static str),
    /// The values of a field of all that lies above a resource, from the top down.
    Ancestors {
        /// What the resource was found or created as.
        of: &'static str,
        /// The field.
        field: &'static str,
        /// What is between the values if they are one text; they are a list without it.
        separator: Option<&'static str>,
    },
    /// How many resources pass all filters; none does if the value of one is absent.
    Count {
        /// What kind they are.
        resource: &'static str,
        /// Which ones.
        filters: &'static [Filter],
    },
    /// The items of several lists. Of those that are the same, the last one is there, where the first one was.
    Union {
        /// The lists; one that is absent has no items.
        lists: &'static [Expression],
        /// The member by which objects are the same; they are compared whole without it.
        by: Option<&'static str>,
    },
    /// The items of the first list that are the same as no item of the others.
    Difference {
        /// The lists; one that is absent has no items.
        lists: &'static [Expression],
        /// The member by which objects are the same, and what is not an object is the same as an object; they are compared whole
        /// without it.
        by: Option<&'static str>,
    },
    /// An object for each item of a list.
    Each {
        /// The list.
        #[serde(serialize_with = "written::reference")]
        of: &'static Expression,
        /// The members of each object.
        with: &'static [(&'static str, Expression)],
    },
    /// The item that is looked at, or what it has at a path, from the outermost member inwards.
    Item(&'static [&'static str]),
    /// Texts one after the other; absent if one of them is.
    Join(&'static [Expression]),
    /// The first that is not absent.
    FirstOf(&'static [Expression]),
    /// A field of a resource that was found or created.
    #[serde(untagged, serialize_with = "call_field")]
    Field {
        /// What the resource was found or created as.
        of: &'static str,
        /// The field.
        field: &'static str,
    },
}

impl Expression {
    /// A field of a resource that was found or created.
    pub const fn field(of: &'static str, field: &'static str) -> Self {
        Expression::Field { of, field }
    }
}

fn call_field<S: Serializer>(of: &&'static str, field: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
    written::call("Expression::field", of, field, serializer)
}

/// Whose resources are meant.
#[derive(Debug, Serialize)]
pub enum Owner {
    /// Those of all accounts.
    All,
    /// Those of the account with this number; nobody's if it is absent.
    Account(Expression),
}

/// How exactly a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Precision {
    /// `2021-06-15T06:39:08Z`.
    Seconds,
    /// `2021-06-15T06:39:08.521Z`.
    Milliseconds,
    /// The number of seconds since 1970, a whole number.
    Unix,
    /// The number of milliseconds since 1970, a whole number.
    UnixMilliseconds,
    /// `2021-06-15`.
    Date,
    /// `2021-06-15 06:39:08`.
    Local,
}

/// What a field of a resource has to be.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Filter {
    /// The field, or the way to it through objects, joined with dots.
    #[serde(rename = "new field")]
    pub field: &'static str,
    /// How it is held against the value.
    #[serde(rename = "new test")]
    pub test: Test,
    /// The value.
    #[serde(rename = "new value")]
    pub value: Expression,
}

impl Filter {
    /// A field, held against a value.
    pub const fn new(field: &'static str, test: Test, value: Expression) -> Self {
        Filter { field, test, value }
    }
}

/// How a field is held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Test {
    /// They are the same; numbers and truth values are the same as their texts.
    Equals,
    /// The field's text contains the value's, or the field is a list that has the value.
    Contains,
    /// The field is a list that has each item of the value.
    HasAll,
    /// The field's text is how the value begins.
    Starts,
    /// The field's text begins with the value.
    StartsWith,
    /// The value is a list, and one of its items is the field.
    OneOf,
}
