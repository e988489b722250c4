//! Where the credentials of a client come from.

mod error;
mod provider;

pub use error::CredentialsError;
pub use provider::{CredentialsFuture, CredentialsProvider, Fixed};
