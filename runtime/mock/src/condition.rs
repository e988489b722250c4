//! When a row of an error table is raised.

/// When a row of an error table is raised. Every condition has an answer for every call.
#[derive(Debug)]
pub enum Condition {
    /// All of them hold.
    All(&'static [Condition]),
    /// At least one of them holds.
    Any(&'static [Condition]),
    /// The other one does not hold.
    Not(&'static Condition),
    /// The mock stands for this site.
    Site(&'static str),
    /// The calling account has this resource.
    Exists(&'static str),
    /// This limit of the operation is used up.
    Limit(&'static str),
    /// The call has this parameter.
    Present {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// The call has this parameter and its value matches.
    Matches {
        /// The name of the parameter.
        parameter: &'static str,
        /// A regular expression that matches somewhere in the value.
        pattern: &'static str,
    },
    /// The call has this parameter and its value does not match.
    NotMatches {
        /// The name of the parameter.
        parameter: &'static str,
        /// A regular expression that matches nowhere in the value.
        pattern: &'static str,
    },
    /// Never by itself: the row is an answer only when it is forced.
    ForcedOnly,
}
