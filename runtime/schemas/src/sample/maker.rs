//! What a value is made with.

use super::wish::Wish;
use crate::components::Components;
use crate::direction::Direction;
use crate::random::Random;
use crate::schema::Schema;

/// How a value is made: each way makes less than the one before, and so is more likely to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Of examples, with all properties.
    Examples,
    /// With all properties.
    Whole,
    /// Of examples, with what is required.
    Least,
    /// With what is required.
    Required,
    /// As it comes.
    Any,
}

/// No value has more parts, besides those that are required.
pub(super) const MOST: usize = 400;

/// No value takes more schemas to be made.
pub(super) const STEPS: usize = 50_000;

/// No value is deeper.
pub(super) const DEEPEST: usize = 24;

/// Below this only what is required is made.
pub(super) const DEEP: usize = 7;

/// Makes one value.
pub(super) struct Maker<'a> {
    pub(super) components: &'a Components,
    pub(super) direction: Direction,
    pub(super) random: Random,
    pub(super) way: Way,
    pub(super) wish: Wish<'a>,
    /// How many parts may still be made that are not required.
    pub(super) left: usize,
    /// The components that are being made, outermost first.
    pub(super) trail: Vec<String>,
    pub(super) schema: &'a Schema,
    /// How many schemas may still be looked at.
    pub(super) steps: usize,
}

impl Maker<'_> {
    /// Counts a schema; `None` if it is one too many.
    pub(super) fn step(&mut self) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        Some(())
    }

    /// Whether something that need not be there is made.
    pub(super) fn includes(&mut self, depth: usize) -> bool {
        match self.way {
            Way::Least | Way::Required => false,
            Way::Any => depth < DEEP && self.left > 0 && self.random.chance(60),
            Way::Examples | Way::Whole => depth < DEEP && self.left > 0,
        }
    }
}
