//! What an import did with its source, beside mapping it.

use std::collections::BTreeMap;

use super::{Context, Repair};

/// What an import did with its source, beside mapping it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was broken and was repaired, in the order of the source.
    pub repairs: Vec<Repaired>,
    /// The keys that were left out because they say nothing about calls, and how often each was there.
    pub left_out: BTreeMap<(Context, &'static str), usize>,
    /// The keys and values that the importer does not know. They are lost unless the importer learns them.
    pub unknown: Vec<Unknown>,
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The rule.
    pub repair: Repair,
    /// Where in the source: a JSON pointer.
    pub place: String,
}

/// Something that the importer does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Where in the source: a JSON pointer.
    pub place: String,
    /// What it is: a key, or a value that a key should not have.
    pub what: String,
}

impl Report {
    /// How often each repair was made.
    pub fn repaired(&self) -> BTreeMap<Repair, usize> {
        let mut counts = BTreeMap::new();
        for repaired in &self.repairs {
            *counts.entry(repaired.repair).or_default() += 1;
        }
        counts
    }
}
