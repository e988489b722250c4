//! Calls with more than one answer: pages, polls, events.

pub(crate) mod events;
pub(crate) mod pages;
pub(crate) mod poller;

pub use events::EventStream;
pub use pages::{Items, Page, Pages};
pub use poller::{Outcome, Poller};
