//! Tokens that clients fetch: OAuth 2 and OpenID Connect.

mod client_authentication;
mod client_credentials;
mod grant;
mod provider;
#[cfg(test)]
mod tests;
#[expect(clippy::module_inception, reason = "a token is what all of this is about")]
mod token;
mod tokens;

pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use provider::{TokenFuture, TokenProvider, TokenRequest};
pub use token::Token;
pub(crate) use tokens::Tokens;
