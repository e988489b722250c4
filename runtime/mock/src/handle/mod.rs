//! What a mock's user holds: the mock, what it is started with, and what can be set and asked.

#[cfg(feature = "program")]
mod changes;
mod check;
mod commands;
pub mod conformance;
mod gateway_settings;
mod mock;
#[cfg(feature = "webhooks")]
mod notify;
mod own_runtime;
#[cfg(feature = "program")]
pub mod program;
mod qualified_name;
#[cfg(feature = "program")]
mod replay;
mod settings;

pub use mock::{Mock, OperationName};
pub(crate) use qualified_name::QualifiedName;
pub use settings::Settings;
