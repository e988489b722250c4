//! What a function takes and returns.

use std::fmt;

/// The signature of a function, without the names of its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    /// `async`, and generics.
    before: String,
    arguments: Vec<String>,
    result: String,
}

pub(super) fn signature(before: String, arguments: Vec<String>, result: String) -> Signature {
    Signature { before, arguments, result }
}

impl Signature {
    /// The same with other types.
    pub(super) fn map(&self, with: impl Fn(&str) -> String) -> Self {
        Signature {
            before: with(&self.before),
            arguments: self.arguments.iter().map(|argument| with(argument)).collect(),
            result: with(&self.result),
        }
    }

    /// Whether whoever calls another function can call this one instead.
    pub(super) fn takes_calls_of(&self, other: &Self) -> bool {
        let takes = |(own, other): (&String, &String)| own == other || *own == format!("impl Into<{other}>");
        self.before == other.before
            && self.result == other.result
            && self.arguments.len() == other.arguments.len()
            && self.arguments.iter().zip(&other.arguments).all(takes)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = if self.before.is_empty() { String::new() } else { format!("{} ", self.before) };
        write!(f, "{before}fn({}) {}", self.arguments.join(", "), self.result)
    }
}
