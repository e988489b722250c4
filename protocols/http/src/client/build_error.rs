//! Why a client could not be built.

use twinspec_core::MalformedOrigin;

use crate::ServerError;

/// Why a client could not be built. The messages say what to do.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no server to call.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The endpoint or the server is not an address.
    #[error(transparent)]
    Endpoint(#[from] MalformedOrigin),
    /// A key for a security scheme that the API does not have, or that does not take a key.
    #[error("the API has no security scheme `{scheme}` that takes a key; it has: {known}")]
    UnknownScheme {
        /// The name that was given.
        scheme: String,
        /// The names that there are.
        known: String,
    },
    /// A provider of tokens for an API that takes none.
    #[error(
        "the API has no security scheme that takes these tokens; \
         `client_credentials` needs one with a token URL, or set `ClientCredentials::token_url`"
    )]
    NoTokenScheme,
    /// Both a provider of credentials and credentials are set.
    #[error(
        "`credentials` cannot be combined with `bearer_token`, `basic`, `api_key` or `token_provider`; \
         let the provider return them all"
    )]
    TwoCredentials,
    /// The settings that clients of all protocols have contradict each other.
    #[error(transparent)]
    Settings(#[from] twinspec_client::BuildError),
}
