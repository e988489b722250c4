//! Calls that follow a call: the next pages, and the polls of a long-running operation.

mod pages;
pub(crate) mod poller;

pub use pages::{Items, Page, Pages};
pub use poller::{Outcome, Poller};
