//! What must not be shown of an answer.

pub use crate::message::REDACTED;

/// What must not be shown of an answer.
pub(in crate::gateway) struct Hidden<'a> {
    /// Fields, by name; the empty name is all of the answer.
    pub(in crate::gateway) fields: &'a [&'a str],
    /// What the caller sent and nobody may see.
    pub(in crate::gateway) values: Vec<&'a str>,
}
