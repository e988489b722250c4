//! Where an API is served.

#[allow(clippy::module_inception)]
mod server;
mod server_error;

pub use server::{Server, Variable};
pub use server_error::ServerError;
