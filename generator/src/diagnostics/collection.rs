//! The faults of a run.

use std::collections::{BTreeMap, HashSet};

use super::{Code, Diagnostic, Severity};

/// The faults of a run, without duplicates, by file and position.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<Diagnostic>,
}

impl Diagnostics {
    /// No fault yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault, unless the very same is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert(diagnostic.clone()) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many there are, warnings included.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether one of them stops the run.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// The faults by file and position; those without a place come first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<_> = self.diagnostics.iter().collect();
        sorted.sort_by_key(|diagnostic| {
            let span = diagnostic.primary().map(|label| label.span);
            (span, diagnostic.severity(), diagnostic.code(), diagnostic.message())
        });
        sorted.into_iter()
    }

    /// How many faults there are of each kind.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        self.diagnostics.iter().for_each(|diagnostic| *counts.entry(diagnostic.code()).or_default() += 1);
        counts
    }

    /// `2 errors, 1 warning`; empty if there is no fault.
    pub fn summary(&self) -> String {
        let count = |severity, noun: &str| match self.iter().filter(|d| d.severity() == severity).count() {
            0 => None,
            1 => Some(format!("1 {noun}")),
            several => Some(format!("{several} {noun}s")),
        };
        let counts = [count(Severity::Error, "error"), count(Severity::Warning, "warning")];
        counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        let mut collection = Self::new();
        collection.extend(diagnostics);
        collection
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}
