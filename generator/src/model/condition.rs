use serde::Serialize;

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
    /// The parameter was given, or was not.
    Present {
        /// Its name.
        parameter: String,
        /// Which of the two.
        present: bool,
    },
    /// The parameter was given and matches.
    Matches {
        /// Its name.
        parameter: String,
        /// A regular expression that matches somewhere in the value.
        pattern: String,
    },
    /// The parameter was given and does not match.
    NotMatches {
        /// Its name.
        parameter: String,
        /// A regular expression that matches nowhere in the value.
        pattern: String,
    },
    /// The limit of this name is used up.
    Limit(String),
    /// The calling account owns the resource of this name.
    Exists(String),
    /// Never by itself; the reason says why.
    ForcedOnly(String),
}
