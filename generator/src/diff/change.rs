//! A change as people see it.

use std::collections::BTreeSet;

use twinspec_schemas::Direction;

use super::rule::{Level, Rule};
use crate::diagnostics::Span;

/// A change between two descriptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: &'static Rule,
    /// Which way the value travels, if that matters.
    pub direction: Option<Direction>,
    /// How much it asks of callers.
    pub level: Level,
    /// What changed: `query parameter limit`.
    pub subject: String,
    /// How it changed: `is new, and required`.
    pub text: String,
    /// The ids of the operations that it concerns; none if it concerns the API.
    pub operations: BTreeSet<String>,
    /// Where it was.
    pub old: Option<Spot>,
    /// Where it is.
    pub new: Option<Spot>,
}

/// Where a change is in one of the two descriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot(pub Span);

/// More operations are only counted.
const FEW: usize = 3;

impl Change {
    /// One sentence for who maintains the description.
    pub fn sentence(&self) -> String {
        let direction = match self.direction {
            Some(Direction::Request) => " (request)",
            Some(Direction::Response) => " (answer)",
            None => "",
        };
        let of = self.concerns();
        let of = if of.is_empty() { of } else { format!("{of}: ") };
        format!("{of}{}{direction} {}", self.subject, self.text)
    }

    /// One sentence for who calls the API.
    pub fn advice(&self) -> &'static str {
        self.rule.verdict(self.direction).caller
    }

    /// The operations that it concerns, in a few words.
    pub fn concerns(&self) -> String {
        let first: Vec<_> = self.operations.iter().take(FEW).map(String::as_str).collect();
        match self.operations.len().saturating_sub(FEW) {
            0 => first.join(", "),
            more => format!("{} and {more} more", first.join(", ")),
        }
    }
}
