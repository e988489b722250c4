//! Where an API is served.

mod address;
mod own_servers;
#[allow(clippy::module_inception)]
mod server;
mod server_error;

pub(crate) use address::Address;
pub use own_servers::OwnServers;
pub use server::{Server, Variable};
pub use server_error::ServerError;
