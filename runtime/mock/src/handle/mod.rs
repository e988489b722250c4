//! What a mock's user holds: the mock, what it is started with, and what can be set and asked.

mod check;
mod commands;
pub mod conformance;
mod mock;
#[cfg(feature = "program")]
pub mod program;
mod qualified_name;
mod settings;

pub use mock::{Mock, OperationName};
pub(crate) use qualified_name::QualifiedName;
pub use settings::Settings;
