//! The `Action` and `NotAction` of a statement.

use super::Wildcard;

/// Which actions a statement speaks of. Actions make no difference between upper and lower case.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Actions {
    /// `Action`: these.
    These(Vec<Wildcard>),
    /// `NotAction`: all but these.
    AllBut(Vec<Wildcard>),
}

impl Actions {
    pub(super) fn include(&self, action: &str) -> bool {
        match self {
            Actions::These(patterns) => patterns.iter().any(|pattern| pattern.matches(action)),
            Actions::AllBut(patterns) => !patterns.iter().any(|pattern| pattern.matches(action)),
        }
    }
}
