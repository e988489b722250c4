//! What changed between two descriptions of an API, and for whom.
//!
//! Both are compared as models: requests and answers with their schemas in the direction that they travel, what the service
//! does, what is said of it, and the public items of the crates that are made of them. What is found says which [`Rule`] it
//! is, and each rule says how much it asks of callers.

mod behaviour;
mod change;
mod compare;
mod description;
mod differences;
mod docs;
mod found;
mod pairs;
mod places;
mod report;
mod rule;
mod rules;
mod schema;
mod source;
mod wire;

pub use change::{Change, Spot};
pub use compare::diff;
pub use description::Description;
pub use report::Report;
pub use rule::{Kind, Level, Mirror, Rule, Verdict};
pub use rules::{rule, rules};
pub use twinspec_schemas::Direction;
