//! Where the credentials of a client come from.

mod environment;
mod error;
mod provider;

pub use environment::EnvironmentProvider;
pub use error::CredentialsError;
pub use provider::{CredentialsFuture, CredentialsProvider};
