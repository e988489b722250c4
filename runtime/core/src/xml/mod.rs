//! XML: the error documents of a gateway, and bodies of operations that speak it.

mod decode;
mod read;
mod write;

pub(crate) use decode::{Misread, decode};
pub(crate) use read::{Unreadable, children};
pub(crate) use write::document;
