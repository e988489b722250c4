//! Credentials that a server hands out at an address.

use crate::Credentials;
use twinspec_core::{HttpRequest, Method, Origin};

use super::exchange::Limits;
use super::json::Text;
use super::session::coded_session;
use super::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};
use crate::user_agent::user_agent;

const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// The session that a server hands out: `GET` of its address answers `{"Code":"Success","AccessKeyId":…,
/// "AccessKeySecret":…,"SecurityToken":…,"Expiration":…}`. It is fetched anew before it expires.
///
/// ```
/// use twinspec_alibaba::credentials::{CredentialsUriProvider, ProviderConfig};
///
/// let provider = CredentialsUriProvider::new("http://127.0.0.1:8100/session", &ProviderConfig::new())?;
/// assert!(CredentialsUriProvider::new("ftp://127.0.0.1/", &ProviderConfig::new()).is_err());
/// # Ok::<(), twinspec_alibaba::credentials::CredentialsError>(())
/// ```
#[derive(Debug)]
pub struct CredentialsUriProvider {
    cached: Cached<Server>,
}

impl CredentialsUriProvider {
    /// The address of the server, `http://` or `https://`.
    ///
    /// # Errors
    ///
    /// If it is not such an address.
    pub fn new(uri: &str, config: &ProviderConfig) -> Result<Self, CredentialsError> {
        // The address may hold a secret.
        let malformed = || {
            CredentialsError::new(
                "the credentials URI is not a URL such as http://127.0.0.1:8100/session, without a user",
            )
        };
        let (scheme, rest) = uri.trim().split_once("://").ok_or_else(malformed)?;
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at_checked(end).ok_or_else(malformed)?;
        let origin: Origin = format!("{scheme}://{authority}").parse().map_err(|_| malformed())?;
        let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
        let server = Server { origin, target: Text::new(target), config: config.clone() };
        server.request().map_err(|_| malformed())?;
        Ok(CredentialsUriProvider { cached: Cached::new(server, config) })
    }

    /// The address in `ALIBABA_CLOUD_CREDENTIALS_URI`.
    ///
    /// # Errors
    ///
    /// If it is not set, or no address.
    pub fn from_environment(config: &ProviderConfig) -> Result<Self, CredentialsError> {
        match config.variables().get(URI) {
            Some(uri) => CredentialsUriProvider::new(&uri, config),
            None => Err(CredentialsError::new(format!("not set: {URI}"))),
        }
    }
}

impl CredentialsProvider for CredentialsUriProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.cached.credentials()
    }
}

/// Asks the server each time.
struct Server {
    origin: Origin,
    /// Path and query.
    target: Text,
    config: ProviderConfig,
}

impl Server {
    fn request(&self) -> Result<HttpRequest, twinspec_core::RequestError> {
        let user_agent = user_agent(None);
        HttpRequest::unsigned(Method::Get, &self.origin, &self.target, [("user-agent", user_agent.as_str())], "")
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let request = self.request().map_err(|error| CredentialsError::new(error.to_string()))?;
        let place = format!("the response of the credentials URI at {}", self.origin);
        let answer = self.config.exchange(&request, Limits::SERVICE, place).await?.success()?;
        coded_session(&mut answer.object()?, "credential_uri")
    }
}

impl CredentialsProvider for Server {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.fetch())
    }
}

/// Without path and query, which may hold a secret.
impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("origin", &self.origin.to_string()).finish_non_exhaustive()
    }
}
