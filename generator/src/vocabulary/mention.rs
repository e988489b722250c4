use super::{Effect, When};

/// Something that the vocabulary names, or a node that has rules of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mention<'a> {
    /// One of the sites that the API is served at.
    Site(&'a str),
    /// One of the operation's `x-twin-limits`.
    Limit(&'a str),
    /// One of `x-twin-given`.
    World(&'a str),
    /// An operation: an `operationId`, or `Product::Version::Operation` of another API.
    Operation(&'a str),
    /// The same, as what to call instead of a deprecated one.
    Substitute(&'a str),
    /// A parameter of the operation, or of the one that is named.
    Parameter { of: Option<&'a str>, name: &'a str, role: Role },
    /// A field of the response of the operation, or of the one that is named, by the way to it.
    Response { of: Option<&'a str>, path: &'a str, role: Role },
    /// A place in the JSON body of the operation's response.
    Place(&'a str),
    /// One of `x-twin-resources`.
    Resource(&'a str),
    /// Something that was found, or a resource of the account.
    Exists(&'a str),
    /// Something that was found or created.
    Name(&'a str),
    /// From here on this is the name of something that was created.
    Creates { name: &'a str, resource: &'a str },
    /// A state of a resource begins: from here on `self` is that resource, and nothing else was found or created.
    Begins { resource: &'a str },
    /// From here on `each` is each resource of a kind, one after the other.
    EachResource { resource: &'a str },
    /// The end of that.
    EndOfResources,
    /// From here on there is an item that is looked at.
    EachItem,
    /// The end of that.
    EndOfItems,
    /// The item that is looked at.
    Item,
    /// A field of what lies above something that was found or created.
    Above { name: &'a str, field: &'a str },
    /// A field of a resource is read or written.
    Field { of: Kind<'a>, field: &'a str, access: Access },
    /// A resource gets the members of an object as its fields, whichever they are.
    Filled { of: Kind<'a> },
    /// All that the response has fields for at a place is shown of a resource; without a place, all of it is used.
    Shown { of: Kind<'a>, path: Option<&'a str> },
    /// A field that is made for what is listed at a place.
    Listed { place: &'a str, field: &'a str },
    /// A regular expression.
    Regex(&'a str),
    /// A condition, and whether it is the whole `when` of an error row.
    Condition { when: &'a When, of_row: bool },
    /// An effect.
    Effect(&'a Effect),
}

/// What a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// One of `x-twin-resources`.
    Resource(&'a str),
    /// Something that was found or created.
    Named(&'a str),
}

/// What is done with a field of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// What a parameter or a field has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    /// An integer, or one written as text.
    Number,
    List,
    /// A text, which may be one of a few values, or a flag.
    State,
    /// Whatever it is.
    Any,
}

/// Where a mention is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pointer {
    /// A JSON pointer.
    pub(crate) path: String,
    /// Whether the key is the mention, not its value.
    pub(crate) is_key: bool,
}

impl Pointer {
    pub(super) fn value(path: impl Into<String>) -> Self {
        Pointer { path: path.into(), is_key: false }
    }

    pub(super) fn key(path: impl Into<String>) -> Self {
        Pointer { path: path.into(), is_key: true }
    }
}
