//! What was found, for people and for programs.

mod json;
mod markdown;
mod render;
mod summary;

use super::change::Change;
use super::description::Description;
use super::rule::Level;

/// All changes between two descriptions: the most demanding first, then by whom they concern, then by place.
#[derive(Debug)]
pub struct Report<'d> {
    pub(super) old: &'d Description,
    pub(super) new: &'d Description,
    pub(super) changes: Vec<Change>,
}

impl<'d> Report<'d> {
    /// A report of changes that were found between two descriptions, in the order in which they are to be shown.
    pub(super) fn new(old: &'d Description, new: &'d Description, changes: Vec<Change>) -> Self {
        Report { old, new, changes }
    }

    /// The changes.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How much the most demanding change asks of callers; `None` if nothing changed.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// The changes of a level.
    pub fn of(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.level == level)
    }
}
