//! XML: the error documents of a gateway, and bodies of operations that speak it.

mod name;
mod read;
mod write;

pub(crate) use read::{children, tree};
pub(crate) use write::document;

pub use name::{is_name_character, is_name_start};
