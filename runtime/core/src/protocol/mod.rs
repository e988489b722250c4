//! The seam between what every API over HTTP has, and what a family of APIs agrees on beyond it.

mod authorize;
mod call_facts;
mod plain;
#[allow(clippy::module_inception)]
mod protocol;
mod request_draft;

pub use authorize::{Anonymous, Authorize};
pub use call_facts::CallFacts;
pub use plain::Plain;
pub use protocol::Protocol;
pub use request_draft::RequestDraft;
