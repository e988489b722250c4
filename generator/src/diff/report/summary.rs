//! How many changes there are of each kind.

use super::Report;
use crate::diff::rule::{Kind, Level};

/// In the order in which they are shown.
pub(super) const KINDS: [Kind; 4] = [Kind::Wire, Kind::Source, Kind::Behaviour, Kind::Docs];

/// The same of levels.
pub(super) const LEVELS: [Level; 3] = [Level::Breaking, Level::Risky, Level::Compatible];

impl Report<'_> {
    /// How many changes there are of a kind and a level.
    pub fn count(&self, kind: Kind, level: Level) -> usize {
        self.of(level).filter(|change| change.rule.kind == kind).count()
    }

    /// What it is for callers, in a few words.
    pub fn summary(&self) -> String {
        let counted = LEVELS.into_iter().map(|level| (level, self.of(level).count())).filter(|(_, count)| *count > 0);
        let counted: Vec<_> = counted.map(|(level, count)| format!("{count} {level}")).collect();
        match counted.as_slice() {
            [] => "no changes".to_owned(),
            counted => format!("{} changes", counted.join(", ")),
        }
    }

    /// A table of the numbers, a line for each kind that has any.
    pub(super) fn table(&self) -> String {
        let mut text = format!("{:<10}{:>10}{:>8}{:>12}\n", "", LEVELS[0], LEVELS[1], LEVELS[2]);
        for kind in KINDS {
            let counts = LEVELS.map(|level| self.count(kind, level));
            if counts.iter().any(|count| *count > 0) {
                text.push_str(&format!("{:<10}{:>10}{:>8}{:>12}\n", kind, counts[0], counts[1], counts[2]));
            }
        }
        text
    }
}
