//! The settings of a client, and what becomes of them.

mod build_error;
mod builder_settings;
mod default_transport;
mod redirect;
#[allow(clippy::module_inception)]
mod settings;

pub use build_error::BuildError;
pub use default_transport::{default_timer, default_transport};
pub use redirect::{Redirect, endpoint_variable};
pub use settings::{Settings, Target};
