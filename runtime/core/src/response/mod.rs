//! From what came over the wire to a typed response.

pub(crate) mod conclude;
pub(crate) mod content;
mod event;
#[allow(clippy::module_inception)]
pub(crate) mod response;

pub use conclude::{conclude, conclude_head, decode};
pub use event::{Event, EventFormat, EventReader, EventSource};
pub use response::{HttpResponse, Response};
