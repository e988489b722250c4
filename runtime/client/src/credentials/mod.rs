//! Where the credentials of a client come from.

mod error;
mod expiring;
mod provider;
mod renewal;
mod renewal_rules;

pub use error::CredentialsError;
pub use expiring::Expiring;
pub use provider::{CredentialsCall, CredentialsFuture, CredentialsProvider, Fixed};
pub use renewal::Renewal;
pub use renewal_rules::RenewalRules;
