//! What is wrong with an identity.

use super::located::Place;

/// Why a mock cannot have the accounts that it is given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountsError {
    /// An access key cannot be used.
    #[error("access key `{id}`: {reason}")]
    AccessKey {
        /// The AccessKey ID.
        id: String,
        /// Why not.
        reason: &'static str,
    },
    /// The accounts are invalid.
    #[error("{0}")]
    Identity(#[from] IdentityError),
}

/// What is wrong with the accounts that a mock is given, with its place if they come from a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", prefix(file.as_deref(), *place))]
pub struct IdentityError {
    file: Option<String>,
    place: Option<Place>,
    problem: String,
}

impl IdentityError {
    pub(super) fn new(place: Option<Place>, problem: impl Into<String>) -> Self {
        IdentityError { file: None, place, problem: problem.into() }
    }

    pub(super) fn in_file(mut self, file: Option<&str>) -> Self {
        self.file = file.map(str::to_owned);
        self
    }

    /// The line, counted from 1, if it comes from a file.
    pub fn line(&self) -> Option<u64> {
        self.place.map(|place| place.line)
    }

    /// The column, counted from 1, if it comes from a file.
    pub fn column(&self) -> Option<u64> {
        self.place.map(|place| place.column)
    }
}

fn prefix(file: Option<&str>, place: Option<Place>) -> String {
    match (file, place) {
        (Some(file), Some(place)) => format!("{file}:{place}: "),
        (Some(file), None) => format!("{file}: "),
        (None, Some(place)) => format!("{place}: "),
        (None, None) => String::new(),
    }
}
