//! What a rule found, and how a document of somebody else goes on without it.

use serde_json::Value;

use crate::diagnostics::Diagnostic;

/// What a rule found.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The JSON pointer to the value that it is about.
    pub(crate) at: String,
    pub(crate) diagnostic: Diagnostic,
    pub(crate) repair: Repair,
}

/// How the document is made one that fits.
#[derive(Debug)]
pub(crate) enum Repair {
    /// The value at a pointer is left out.
    Remove(String),
    /// The value at a pointer becomes another.
    Set(String, Value),
    /// The value at a pointer is at another.
    Rename(String, String),
    /// An object that lacks a key gets what says the least.
    Complete {
        /// The pointer to the object.
        holder: String,
        /// The key.
        key: String,
    },
    /// An operation gets a parameter of its path, which takes any text.
    PathParameter {
        /// The pointer to the operation.
        operation: String,
        /// Its name.
        name: String,
    },
}
