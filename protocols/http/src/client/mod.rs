//! The settings of a client.

mod addresses;
mod build_error;
mod builder;
mod server_choice;

pub use build_error::BuildError;
pub use builder::Builder;
pub use server_choice::ServerChoice;
