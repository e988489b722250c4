//! The settings of a client.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use twinspec_client::{Client, Environment, Settings, Target};
use twinspec_core::{Api, Origin};

use super::BuildError;
use crate::credentials::{Authorizing, CredentialsProvider, DefaultChain, ProviderConfig};
use crate::user_agent::user_agent;
use crate::{Alibaba, Credentials, Network, Region};

const REGION_ID: &str = "ALIBABA_CLOUD_REGION_ID";
const USER_AGENT: &str = "ALIBABA_CLOUD_USER_AGENT";

/// The settings of a client of type `C`.
///
/// What is not set is read from the environment: the region from `ALIBABA_CLOUD_REGION_ID`, credentials from the first
/// place of the [`DefaultChain`] that has any, the end of the `user-agent` from `ALIBABA_CLOUD_USER_AGENT`.
///
/// With the feature `endpoint-env`, `TWINSPEC_ENDPOINT_URL` redirects the client to another server, such as a mock. It
/// overrides region, site and network; [`endpoint`](Self::endpoint) overrides it. The server receives what the service
/// would receive: arguments, signatures, and the tokens of sessions. The secret of an access key is never sent.
/// Requests for sessions still go to Security Token Service.
///
/// ```
/// # #[cfg(feature = "reqwest")]
/// # fn main() -> Result<(), twinspec_alibaba::BuildError> {
/// use twinspec_alibaba::{Alibaba, ApiStyle, Builder, Region};
/// use twinspec_client::Client;
/// use twinspec_core::Api;
///
/// static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::Rpc)
///     .regions(&[Region::new("cn-shanghai", "resourcedirectory.aliyuncs.com")]);
/// static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &PROTOCOL);
///
/// let settings = Builder::<Client>::new(&API).access_key("testid", "testsecret");
/// let client = settings.endpoint("http://127.0.0.1:8080").build()?;
/// assert_eq!(client.origin().to_string(), "http://127.0.0.1:8080");
///
/// let settings = Builder::<Client>::new(&API).access_key("testid", "testsecret");
/// let Err(error) = settings.region("mars").build() else { unreachable!() };
/// assert_eq!(
///     error.to_string(),
///     "ResourceDirectoryMaster has no endpoint in region `mars`; use one of cn-shanghai, or call `endpoint`",
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "reqwest"))]
/// # fn main() {}
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    region: Option<String>,
    site: Option<String>,
    network: Network,
    credentials: Option<Arc<dyn CredentialsProvider>>,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// The settings of a client of an API.
    pub fn new(api: &'static Api) -> Self {
        Builder {
            api,
            region: None,
            site: None,
            network: Network::Public,
            credentials: None,
            settings: Settings::new(),
            client: PhantomData,
        }
    }

    /// The region to call, `ap-southeast-1`; it selects the endpoint.
    pub fn region(mut self, region_id: impl Into<String>) -> Self {
        self.region = Some(region_id.into());
        self
    }

    /// The site to call, `intl`, of an API whose sites have accounts of their own. Unless a region is set too, its
    /// first endpoint is called.
    pub fn site(mut self, site: impl Into<String>) -> Self {
        self.site = Some(site.into());
        self
    }

    /// The network from which the API is called; the default is [`Network::Public`].
    pub fn network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// The access key to sign with. Its secret is never sent.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::new(id, secret))
    }

    /// The credentials to sign with, or a provider that is asked for them when a request is signed. The default is a
    /// [`DefaultChain`].
    pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
        self.credentials = Some(Arc::new(provider));
        self
    }

    twinspec_client::builder_settings!();

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If endpoint or transport are missing or invalid; the message says what to do. Missing credentials are reported
    /// when the first request is signed.
    pub fn build(mut self) -> Result<C, BuildError> {
        let origin = self.origin()?;
        let credentials = self.credentials.take().unwrap_or_else(|| self.default_chain());
        let suffix = self.settings.user_agent().map(str::to_owned).or_else(|| Environment::process().get(USER_AGENT));
        let target = Target {
            api: self.api,
            endpoint: origin.into(),
            elsewhere: BTreeMap::new(),
            region: self.region,
            credentials: Arc::new(Authorizing(credentials)),
            user_agent: user_agent(suffix.as_deref()),
        };
        Ok(C::from(self.settings.build(target)?))
    }
}

impl<C> Builder<C> {
    /// The chain sends what it has to send as the client does.
    fn default_chain(&self) -> Arc<dyn CredentialsProvider> {
        let mut config = ProviderConfig::new().transport_settings(self.settings.transport_settings().clone());
        if let Some(transport) = self.settings.transport() {
            config = config.shared_transport(Arc::clone(transport));
        }
        if let Some(timer) = self.settings.timer() {
            config = config.shared_timer(Arc::clone(timer));
        }
        Arc::new(DefaultChain::new(&config))
    }

    /// The server to call; notes the region that it is in, if that is known.
    fn origin(&mut self) -> Result<Origin, BuildError> {
        let environment = Environment::process().get(REGION_ID);
        if let Some(endpoint) = self.settings.endpoint() {
            self.region = self.region.take().or(environment);
            return Ok(endpoint.parse()?);
        }
        if let Some(redirect) = self.settings.redirect(self.api)? {
            self.region = self.region.take().or(environment);
            return Ok(redirect.follow_without_path()?);
        }
        let region = self.find_region(environment)?;
        self.region = Some(region.id.to_owned());
        Ok(region.host_in(self.network).parse()?)
    }

    /// The region that was set or, failing that, of the environment; otherwise the first of the site.
    fn find_region(&self, environment: Option<String>) -> Result<&'static Region, BuildError> {
        let product = self.api.name;
        let site = self.site.as_deref();
        let all = Alibaba::of(self.api).map_or::<&[Region], _>(&[], |protocol| protocol.regions);
        let of_site: Vec<_> = all.iter().filter(|region| site.is_none() || region.site == site).collect();
        let first_of_site = site.and(of_site.first().copied());
        if let (Some(site), None) = (site, first_of_site) {
            let known: BTreeSet<_> = all.iter().filter_map(|region| region.site).collect();
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(BuildError::UnknownSite { product, site: site.to_owned(), known });
        }
        let known = || of_site.iter().map(|region| region.id).collect::<Vec<_>>().join(", ");
        let Some(id) = self.region.clone().or(environment) else {
            return first_of_site.ok_or_else(|| BuildError::NoRegion { known: known() });
        };
        let found = of_site.iter().copied().find(|region| region.id == id);
        // A site that was set wins over a region that was not.
        let fallback = if self.region.is_none() { first_of_site } else { None };
        found.or(fallback).ok_or_else(|| BuildError::UnknownRegion { product, region: id, known: known() })
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("region", &self.region)
            .field("endpoint", &self.settings.endpoint())
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
