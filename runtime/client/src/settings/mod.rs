//! The settings of a client, and what becomes of them.

mod build_error;
mod builder_settings;
mod environment;
mod redirect;
#[allow(clippy::module_inception)]
mod settings;

pub use build_error::BuildError;
pub use environment::Environment;
pub use redirect::{Redirect, endpoint_variable};
pub use settings::{Settings, Target};
