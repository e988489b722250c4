//! The settings of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use twinspec_client::{Client, CredentialsProvider, Redirect, Settings, Target};
use twinspec_core::Api;

use super::addresses::Addresses;
use super::{BuildError, ServerChoice};
use crate::token::Tokens;
use crate::{ClientCredentials, Credentials, Http, Scheme, SchemeKind, TokenProvider};

/// The settings of a client of type `C`.
///
/// With the feature `endpoint-env`, `TWINSPEC_ENDPOINT_URL` redirects the client to another server, such as a mock,
/// instead of one in the description. The path of that one is kept as a prefix, unless the variable has its own path. A
/// URL that the program passes to [`endpoint`](Self::endpoint) or [`server`](Self::server) overrides it. The other
/// server receives what the service would receive: arguments, tokens, passwords and keys.
///
/// ```
/// # #[cfg(feature = "reqwest")]
/// # fn main() -> Result<(), twinspec_http::BuildError> {
/// use twinspec_client::Client;
/// use twinspec_core::Api;
/// use twinspec_http::{Builder, Http, Server, Variable};
///
/// static PROTOCOL: Http = Http::new(&[
///     Server::new("https://{region}.petstore.example/v1").variables(&[Variable::new("region", "eu")]),
/// ]);
/// static API: Api = Api::new("petstore", "1.0.0", &PROTOCOL);
///
/// let client: Client = Builder::new(&API).server_variable("region", "us").bearer_token("secret").build()?;
/// assert_eq!(client.endpoint().to_string(), "https://us.petstore.example/v1");
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "reqwest"))]
/// # fn main() {}
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    server: Option<ServerChoice>,
    variables: Vec<(String, String)>,
    credentials: Credentials,
    tokens: Option<Arc<dyn TokenProvider>>,
    provider: Option<Arc<dyn CredentialsProvider>>,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// The settings of a client of an API.
    pub fn new(api: &'static Api) -> Self {
        Builder {
            api,
            server: None,
            variables: Vec::new(),
            credentials: Credentials::new(),
            tokens: None,
            provider: None,
            settings: Settings::new(),
            client: PhantomData,
        }
    }

    /// The server to call: one of the description by its number, counted from 0, or any other by its URL, whose path is
    /// a prefix of those of the operations. The default is the first of the description.
    ///
    /// An operation with servers of its own is called at the one with the same number, or at its first. A URL is for all
    /// operations. An [`endpoint`](Self::endpoint) is too, but each operation keeps the path of its own server, unless the
    /// endpoint has a path.
    pub fn server(mut self, server: impl Into<ServerChoice>) -> Self {
        self.server = Some(server.into());
        self
    }

    /// The value of a variable in the URL of the server, instead of its default.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// A bearer token for operations that need one in the header `authorization`.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.credentials = self.credentials.bearer_token(token);
        self
    }

    /// A name and a password for operations that need them.
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.credentials = self.credentials.basic(user, password);
        self
    }

    /// A key for operations that need the security scheme of this name.
    pub fn api_key(mut self, scheme: impl Into<String>, key: impl Into<String>) -> Self {
        self.credentials = self.credentials.api_key(scheme, key);
        self
    }

    /// The id and the secret of a client that fetches its tokens itself, where the description says that they are issued:
    /// the flow `clientCredentials` of OAuth 2. It is [`token_provider`](Self::token_provider) with
    /// [`ClientCredentials`], which has more settings: the URL, other scopes.
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.token_provider(ClientCredentials::new(id, secret))
    }

    /// A provider of tokens for operations that need one in the header `authorization`: an async function that returns
    /// a token and says how long it is good, or [`ClientCredentials`]. The client keeps the tokens, and asks for new ones
    /// in time, see [`TokenProvider`].
    ///
    /// A token that is set with [`bearer_token`](Self::bearer_token) goes to the schemes that have no token URL.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Arc::new(provider));
        self
    }

    /// Says that the [`transport`](Self::transport) has a certificate of the client, for operations that need one. With
    /// [`client_certificate`](Self::client_certificate) there is no need to.
    pub fn mutual_tls(mut self) -> Self {
        self.credentials = self.credentials.mutual_tls();
        self
    }

    /// A provider that is asked for the credentials when a request is sent, for example for tokens that expire. It
    /// returns [`Credentials`], or something of your own that [authorizes](twinspec_core::Authorize) requests.
    pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    twinspec_client::builder_settings!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If there is no server to call, or the settings contradict each other; the message says what to do. Whether the
    /// credentials fit an operation is checked when it is called.
    pub fn build(mut self) -> Result<C, BuildError> {
        if self.settings.transport_settings().has_client_certificate() {
            self = self.mutual_tls();
        }
        let addresses = self.addresses()?;
        let endpoint = addresses.endpoint()?;
        let elsewhere = addresses.elsewhere(&endpoint)?;
        self.check_keys()?;
        self.check_tokens()?;
        let credentials: Arc<dyn CredentialsProvider> = match (self.provider, self.tokens) {
            (Some(_), tokens) if tokens.is_some() || self.credentials.has_secret() => {
                return Err(BuildError::TwoCredentials);
            }
            (Some(provider), _) => provider,
            (None, Some(tokens)) => Arc::new(Tokens::new(self.credentials, tokens)),
            (None, None) => Arc::new(self.credentials),
        };
        let user_agent = user_agent(self.settings.user_agent());
        let target = Target { api: self.api, endpoint, elsewhere, region: None, credentials, user_agent };
        Ok(C::from(self.settings.build(target)?))
    }
}

impl<C> Builder<C> {
    fn protocol(&self) -> Option<&'static Http> {
        Http::of(self.api)
    }

    /// Where the environment sends the client, unless the program has the URL of a server.
    fn redirect(&self) -> Result<Option<Redirect>, BuildError> {
        match self.server {
            Some(ServerChoice::Url(_)) => Ok(None),
            Some(ServerChoice::Index(_)) | None => Ok(self.settings.redirect(self.api)?),
        }
    }

    /// What decides where requests go: the endpoint that was set, or that of the environment, or else a server.
    fn addresses(&self) -> Result<Addresses<'_>, BuildError> {
        let given = match (self.settings.endpoint(), self.redirect()?) {
            (Some(text), _) => Some(text.parse()?),
            (None, redirect) => redirect.map(Redirect::follow),
        };
        Ok(Addresses {
            api: self.api.name,
            protocol: self.protocol(),
            choice: self.server.as_ref(),
            variables: &self.variables,
            given,
        })
    }

    /// Tokens for no scheme would never be fetched.
    fn check_tokens(&self) -> Result<(), BuildError> {
        let Some(provider) = &self.tokens else { return Ok(()) };
        let takes_token = |scheme: &Scheme| {
            matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::ClientCredentials { .. }) && provider.serves(scheme)
        };
        match self.protocol().is_some_and(|protocol| protocol.schemes.iter().any(takes_token)) {
            true => Ok(()),
            false => Err(BuildError::NoTokenScheme),
        }
    }

    /// A key for a scheme that does not exist would never be sent.
    fn check_keys(&self) -> Result<(), BuildError> {
        let schemes = self.protocol().map_or(&[][..], |protocol| protocol.schemes);
        let takes_key = |name: &str| {
            schemes.iter().any(|scheme| scheme.name == name && matches!(scheme.kind, SchemeKind::ApiKey { .. }))
        };
        match self.credentials.keyed().find(|name| !takes_key(name)) {
            None => Ok(()),
            Some(scheme) => {
                let known: Vec<_> = schemes.iter().map(|scheme| scheme.name).collect();
                Err(BuildError::UnknownScheme { scheme: scheme.to_owned(), known: known.join(", ") })
            }
        }
    }
}

/// `twinspec/<version> (<os>; <arch>) Rust/<version>`, and a suffix.
fn user_agent(suffix: Option<&str>) -> String {
    let (os, arch, rust) = (std::env::consts::OS, std::env::consts::ARCH, twinspec_client::RUST_VERSION);
    let text = format!("twinspec/{} ({os}; {arch}) Rust/{rust}", env!("CARGO_PKG_VERSION"));
    match suffix.map(str::trim).filter(|suffix| !suffix.is_empty()) {
        Some(suffix) => format!("{text} {suffix}"),
        None => text,
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("server", &self.server)
            .field("endpoint", &self.settings.endpoint())
            .field("credentials", &self.credentials)
            .field("token_provider", &self.tokens.is_some())
            .finish_non_exhaustive()
    }
}
