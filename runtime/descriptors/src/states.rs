//! The states that a resource goes through by itself.

use serde::Serialize;

use crate::Effect;

/// The states that a field of a resource goes through by itself.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct States {
    /// The field.
    #[serde(rename = "new field")]
    pub field: &'static str,
    /// The states in their order; a new resource is in the first.
    #[serde(rename = "new sequence")]
    pub sequence: &'static [State],
}

impl States {
    /// A field, and its states in their order.
    pub const fn new(field: &'static str, sequence: &'static [State]) -> Self {
        States { field, sequence }
    }
}

/// A state of a resource. Without `polls` and `after` it does not end by itself.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct State {
    /// The value of the field.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// It ends after so many polls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polls: Option<u64>,
    /// It ends after so many seconds of the virtual clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// What happens when it begins; the resource is called `self`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub effects: &'static [Effect],
}

impl State {
    /// A state that does not end by itself.
    pub const fn new(name: &'static str) -> Self {
        State { name, polls: None, after: None, effects: &[] }
    }

    /// The same state, but it ends after so many polls.
    pub const fn polls(self, polls: u64) -> Self {
        State { polls: Some(polls), ..self }
    }

    /// The same state, but it ends after so many seconds.
    pub const fn after(self, after: u64) -> Self {
        State { after: Some(after), ..self }
    }

    /// The same state with what happens when it begins.
    pub const fn effects(self, effects: &'static [Effect]) -> Self {
        State { effects, ..self }
    }
}
