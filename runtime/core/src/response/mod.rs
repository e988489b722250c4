//! From what came over the wire to a typed response.

mod conclude;
mod event;
#[allow(clippy::module_inception)]
mod response;

pub use conclude::{conclude, conclude_bytes, conclude_head, decode};
pub use event::{Event, EventFormat, EventReader, EventSource};
pub use response::Response;
