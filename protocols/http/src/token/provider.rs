//! The seam between a client and where its tokens come from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use twinspec_client::Transport;
use twinspec_client::credentials::CredentialsError;

use super::Token;
use crate::Scheme;

/// Fetches access tokens: by [client credentials](super::ClientCredentials), or by a function of your own for all other flows of
/// OAuth 2 and OpenID Connect.
///
/// A client keeps the tokens, one for each set of scopes that its operations need. It asks for a new one five minutes before
/// the old one expires, or when a quarter of its life is left if that is later; all calls wait for the same request. A
/// token that the service refuses (status 401) is fetched anew, and the call is attempted once more.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_http::{Token, TokenRequest};
/// use twinspec_client::credentials::CredentialsError;
///
/// /// A function is a provider.
/// async fn from_the_vault(request: TokenRequest) -> Result<Token, CredentialsError> {
///     let token = read_secret(&request.scopes.join("-"))?;
///     Ok(Token::new(token).expires_in(Duration::from_secs(600)))
/// }
/// # fn read_secret(_: &str) -> Result<String, CredentialsError> { Ok(String::new()) }
/// # fn provider(_: impl twinspec_http::TokenProvider) {}
/// # provider(from_the_vault);
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A new token.
    ///
    /// # Errors
    ///
    /// If there is none. The message must not show a secret.
    fn token(&self, request: TokenRequest) -> TokenFuture<'_>;

    /// Whether the tokens are good for a scheme. By default they are for any that takes a bearer token.
    fn serves(&self, scheme: &Scheme) -> bool {
        let _ = scheme;
        true
    }
}

/// What [`TokenProvider::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, CredentialsError>> + Send + 'a>>;

/// What a token is needed for, and what the client has to fetch it with.
#[derive(Clone)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The security scheme.
    pub scheme: &'static Scheme,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
    /// Where the description says that tokens are issued. If that is on the server of the API, it is on the server that the
    /// client calls.
    pub token_url: Option<String>,
    /// How the client introduces itself.
    pub user_agent: String,
    /// What the client sends with.
    pub transport: Arc<dyn Transport>,
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scheme", &self.scheme.name)
            .field("scopes", &self.scopes)
            .field("token_url", &self.token_url)
            .finish_non_exhaustive()
    }
}

/// An async function, or a closure: `|request: TokenRequest| async { … }`.
impl<F, R> TokenProvider for F
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Token, CredentialsError>> + Send + 'static,
{
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(self(request))
    }
}
