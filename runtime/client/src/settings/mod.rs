//! The settings of a client, and what becomes of them.

mod build_error;
mod builder;
mod environment;
pub(crate) mod user_agent;

pub use build_error::BuildError;
pub use builder::Builder;
pub use environment::Environment;
