//! The body of an answer: the example of a description or the fields of a handler, ready to be written.

mod hidden;
mod node;
#[allow(clippy::module_inception)]
mod template;
mod xml;

pub(super) use hidden::Hidden;
pub use hidden::REDACTED;
pub(super) use template::Made;
pub(crate) use template::Template;
pub use xml::Document as XmlDocument;
