//! What a value should be like.

use serde_json::Value;

/// What a value should be like.
#[derive(Clone, Copy, Default)]
pub struct Wish<'w> {
    /// The same seed makes the same value.
    pub seed: u64,
    /// Whether any value will do, of every branch of the schema; otherwise it is made of examples as far as there are any, and
    /// has all that it can have.
    pub any: bool,
    /// Whether it has no more than what is required.
    pub least: bool,
    /// Values that are wanted at some places: the first that fits there is taken.
    pub suggest: Option<&'w Suggest<'w>>,
    /// A value that may not fit: what of it fits is kept, what is missing is added, and nothing else is.
    pub like: Option<&'w Value>,
    /// How many items a list has, if it can; one if this is 0.
    pub items: usize,
}

impl Wish<'_> {
    /// The value of examples and defaults that a seed makes.
    pub fn seeded(seed: u64) -> Self {
        Wish { seed, ..Wish::default() }
    }

    /// The value with no more than what is required.
    pub fn least(seed: u64) -> Self {
        Wish { seed, least: true, ..Wish::default() }
    }

    /// Any value, of every branch of the schema.
    pub fn any(seed: u64) -> Self {
        Wish { seed, any: true, ..Wish::default() }
    }
}

/// A place in a value that is made.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'s> {
    /// The name of the property, that of the list for its items; empty at the top.
    pub name: &'s str,
    /// How many objects and lists are around it.
    pub depth: usize,
    /// The position in the innermost list around it.
    pub index: usize,
    /// The position of that list in the list around it.
    pub outer: usize,
    /// What is at this place of the value that is to be fitted.
    pub(crate) like: Option<&'s Value>,
}

/// The values that are wanted at a place.
pub type Suggest<'s> = dyn Fn(&Spot<'_>) -> Vec<Value> + 's;
