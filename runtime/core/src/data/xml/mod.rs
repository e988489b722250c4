//! XML: the error documents of a gateway, and bodies of operations that speak it.

mod name;
mod read;
mod shaped;
mod write;
#[allow(clippy::module_inception)]
mod xml;

pub(crate) use read::{children, tree};
pub(crate) use shaped::shaped;
pub(crate) use write::document;

pub use name::{is_name_character, is_name_start};
pub use shaped::read;
pub use write::write;
pub use xml::{Xml, XmlComponents, XmlKind};
