//! Tokens for the client itself.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use twinspec_client::credentials::CredentialsError;

use super::grant::Grant;
use super::{ClientAuthentication, TokenFuture, TokenProvider, TokenRequest};
use crate::{Scheme, SchemeKind};

/// The id and the secret of a client, which fetches tokens with them: the flow `clientCredentials` of OAuth 2 (RFC 6749 4.4).
///
/// `Debug`, errors and logs do not show the secret. It is overwritten when it is dropped.
///
/// ```
/// use twinspec_http::{ClientAuthentication, ClientCredentials};
///
/// let credentials = ClientCredentials::new("id", "secret")
///     .token_url("https://login.example/oauth2/token")
///     .scopes(["https://graph.example/.default"])
///     .authentication(ClientAuthentication::Body);
/// assert!(!format!("{credentials:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    id: String,
    secret: SecretString,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    parameters: Vec<(String, String)>,
    authentication: ClientAuthentication,
}

impl ClientCredentials {
    /// The id and the secret of a client.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        ClientCredentials {
            id: id.into(),
            secret: secret.into().into(),
            token_url: None,
            scopes: None,
            parameters: Vec::new(),
            authentication: ClientAuthentication::Basic,
        }
    }

    /// Where tokens are issued, instead of where the description says.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// The scopes to ask for, instead of those that the operation needs.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// A further parameter of the request, which some servers want: `audience` or `resource`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// How the client says who it is.
    pub fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = authentication;
        self
    }
}

impl TokenProvider for ClientCredentials {
    fn token(&self, request: TokenRequest) -> TokenFuture<'_> {
        Box::pin(async move {
            let Some(url) = self.token_url.as_ref().or(request.token_url.as_ref()) else {
                let message = format!("`{}` has no token URL; set `ClientCredentials::token_url`", request.scheme.name);
                return Err(CredentialsError::new(message));
            };
            let scopes = match &self.scopes {
                Some(scopes) => scopes.join(" "),
                None => request.scopes.join(" "),
            };
            let grant = Grant {
                id: &self.id,
                secret: self.secret.expose_secret(),
                authentication: self.authentication,
                scopes: &scopes,
                parameters: &self.parameters,
            };
            grant.fetch(url, &request).await
        })
    }

    /// A scheme without a token URL is served if one is set.
    fn serves(&self, scheme: &Scheme) -> bool {
        self.token_url.is_some() || matches!(scheme.kind, SchemeKind::ClientCredentials { .. })
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters: Vec<&str> = self.parameters.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ClientCredentials")
            .field("id", &self.id)
            .field("token_url", &self.token_url)
            .field("scopes", &self.scopes)
            .field("parameters", &parameters)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}
