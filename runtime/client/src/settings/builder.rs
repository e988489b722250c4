//! The settings of a client.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use twinspec_core::{Api, Credentials, Endpoint, Network, Origin};

use crate::call::Inner;
use crate::credentials::{DefaultChain, ProviderConfig};
use crate::retry::retries::Retries;
use crate::settings::user_agent::user_agent;
use crate::time::time_limit::TimeLimit;
use crate::transport::default_transport::{default_timer, default_transport};
use crate::{
    BuildError, Client, CredentialsProvider, Environment, Interceptor, RetryPolicy, Timer, Transport, TransportSettings,
};

/// How long a call may take: ten minutes, so that three attempts with slow answers fit.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(600);

/// The settings of a client of type `C`.
///
/// What is not set comes from the environment: the region from `ALIBABA_CLOUD_REGION_ID`, credentials from the first
/// place of the [`DefaultChain`] that has some.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

struct Settings {
    api: &'static Api,
    region: Option<String>,
    site: Option<String>,
    network: Network,
    endpoint: Option<String>,
    credentials: Option<Arc<dyn CredentialsProvider>>,
    timeout: Option<Duration>,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    /// Those of the default transport.
    transport_settings: TransportSettings,
    /// One of them that was made.
    transport_setting: Option<&'static str>,
    retry: Option<RetryPolicy>,
    timer: Option<Arc<dyn Timer>>,
    interceptors: Vec<Box<dyn Interceptor>>,
}

impl<C: From<Client>> Builder<C> {
    pub(crate) fn new(api: &'static Api) -> Self {
        let settings = Settings {
            api,
            region: None,
            site: None,
            network: Network::Public,
            endpoint: None,
            credentials: None,
            timeout: None,
            user_agent: None,
            transport: None,
            transport_settings: TransportSettings::new(),
            transport_setting: None,
            retry: None,
            timer: None,
            interceptors: Vec::new(),
        };
        Builder { settings, client: PhantomData }
    }

    /// The region to call, `ap-southeast-1`; it decides on the endpoint.
    pub fn region(mut self, region_id: impl Into<String>) -> Self {
        self.settings.region = Some(region_id.into());
        self
    }

    /// The site to call, `intl`, of an API whose sites have accounts of their own. Unless a region is set too, its
    /// first endpoint is called.
    pub fn site(mut self, site: impl Into<String>) -> Self {
        self.settings.site = Some(site.into());
        self
    }

    /// From where the API is called; [`Network::Public`] unless set.
    pub fn network(mut self, network: Network) -> Self {
        self.settings.network = network;
        self
    }

    /// The endpoint to call, whatever the region, site and network: a host or `host:port`, which are called by https,
    /// or a URL such as `http://127.0.0.1:8080`.
    ///
    /// Over http everyone on the way can read what is sent, arguments and security token included; the
    /// AccessKey secret itself is never sent.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.settings.endpoint = Some(endpoint.into());
        self
    }

    /// The access key to sign with.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.credentials(Credentials::new(id, secret))
    }

    /// The credentials to sign with, or the provider that has them when a request is signed; a [`DefaultChain`] of
    /// its own unless set.
    pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
        self.settings.credentials = Some(Arc::new(provider));
        self
    }

    /// How long a call may take, with the credentials, all attempts and the time between them. A call that takes
    /// longer fails with [`ClientErrorKind::Timeout`](twinspec_core::ClientErrorKind::Timeout). It is 10 minutes unless
    /// set; with a [`timer`](Self::timer) of your own there is no limit unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long a connection may take; 10 seconds unless set. See [`TransportSettings::connect_timeout`].
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.transport_setting("connect_timeout", |settings| settings.connect_timeout(timeout))
    }

    /// How long the server may be silent in an attempt; 60 seconds unless set. See
    /// [`TransportSettings::read_timeout`].
    pub fn read_timeout(self, timeout: Duration) -> Self {
        self.transport_setting("read_timeout", |settings| settings.read_timeout(timeout))
    }

    /// How many bytes the body of an answer may have; 64 MiB unless set. See
    /// [`TransportSettings::max_response_bytes`].
    pub fn max_response_bytes(self, bytes: usize) -> Self {
        self.transport_setting("max_response_bytes", |settings| settings.max_response_bytes(bytes))
    }

    /// One or more certificates in PEM that are trusted besides those of the operating system. See
    /// [`TransportSettings::root_certificate`].
    pub fn root_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        self.transport_setting("root_certificate", |settings| settings.root_certificate(pem))
    }

    fn transport_setting(
        mut self,
        name: &'static str,
        set: impl FnOnce(TransportSettings) -> TransportSettings,
    ) -> Self {
        self.settings.transport_settings = set(self.settings.transport_settings);
        self.settings.transport_setting = Some(name);
        self
    }

    /// What stands at the end of the `user-agent`, to tell your program from others; the variable
    /// `ALIBABA_CLOUD_USER_AGENT` unless set.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.settings.user_agent = Some(suffix.into());
        self
    }

    /// How often and after how long a call is attempted again; [`RetryPolicy::default`] unless set. What is
    /// repeated at all, the documentation of this crate says.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = Some(policy);
        self
    }

    /// What to wait with before a call is attempted again, to end a call that takes too long, and between the polls of
    /// a [`Poller`](crate::Poller), instead of the timer of the default transport.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.settings.timer = Some(Arc::new(timer));
        self
    }

    /// Something that sees each attempt of each call, and can add to it or end it. Several are asked in the order in
    /// which they are given.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.settings.interceptors.push(Box::new(interceptor));
        self
    }

    /// What to send requests with, instead of the default transport. It has its own settings, and brings no timer:
    /// unless [`timer`](Self::timer) is called too, no call is repeated and none is ended after a time. The default
    /// chain of credentials sends with it too, to Security Token Service for instance.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If endpoint or transport are missing or of no use; the message says what to do. Credentials are looked for
    /// when the first request is signed.
    pub fn build(self) -> Result<C, BuildError> {
        self.settings.build().map(C::from)
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("product", &self.settings.api.product)
            .field("region", &self.settings.region)
            .field("endpoint", &self.settings.endpoint)
            .field("credentials", &self.settings.credentials)
            .finish_non_exhaustive()
    }
}

impl Settings {
    fn build(mut self) -> Result<Client, BuildError> {
        let origin = self.origin()?;
        let credentials = self.credentials.take().unwrap_or_else(|| self.default_chain());
        let default_timer = if self.timer.is_none() && self.transport.is_none() { default_timer() } else { None };
        let timeout = self.timeout.or(default_timer.is_some().then_some(DEFAULT_TIMEOUT));
        let timer = self.timer.take().or(default_timer);
        let retries = self.retries(timer.as_ref())?;
        let time_limit = time_limit(timeout, timer.clone())?;
        let max_response_bytes = self.transport_settings.max_response_bytes;
        let transport = self.transport()?;
        Ok(Client::new(Inner {
            api: self.api,
            origin,
            region: self.region,
            credentials,
            user_agent: user_agent(self.user_agent.or_else(|| Environment::process().user_agent()).as_deref()),
            transport,
            max_response_bytes,
            timer,
            retries,
            interceptors: self.interceptors,
            time_limit,
        }))
    }

    /// The chain sends what it has to send as the client does.
    fn default_chain(&self) -> Arc<dyn CredentialsProvider> {
        let mut config = ProviderConfig::new().transport_settings(self.transport_settings.clone());
        if let Some(transport) = &self.transport {
            config = config.shared_transport(Arc::clone(transport));
        }
        if let Some(timer) = &self.timer {
            config = config.shared_timer(Arc::clone(timer));
        }
        Arc::new(DefaultChain::new(&config))
    }

    /// The server to call; notes the region that it is in, if that is known.
    fn origin(&mut self) -> Result<Origin, BuildError> {
        let environment = Environment::process().region();
        if let Some(endpoint) = &self.endpoint {
            self.region = self.region.take().or(environment);
            return Ok(endpoint.parse()?);
        }
        let endpoint = self.find_endpoint(environment)?;
        self.region = Some(endpoint.region_id.to_owned());
        Ok(endpoint.host_in(self.network).parse()?)
    }

    /// The endpoint of the region that was set or, failing that, of the environment's; otherwise the first of the
    /// site.
    fn find_endpoint(&self, environment: Option<String>) -> Result<&'static Endpoint, BuildError> {
        let product = self.api.product;
        let site = self.site.as_deref();
        let of_site = |endpoint: &&'static Endpoint| site.is_none() || endpoint.site == site;
        let endpoints: Vec<_> = self.api.endpoints.iter().filter(of_site).collect();
        let first_of_site = site.and(endpoints.first().copied());
        if let (Some(site), None) = (site, first_of_site) {
            let known: BTreeSet<_> = self.api.endpoints.iter().filter_map(|endpoint| endpoint.site).collect();
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(BuildError::UnknownSite { product, site: site.to_owned(), known });
        }
        let known = || endpoints.iter().map(|endpoint| endpoint.region_id).collect::<Vec<_>>().join(", ");
        let Some(region) = self.region.clone().or(environment) else {
            return first_of_site.ok_or_else(|| BuildError::NoRegion { known: known() });
        };
        let found = endpoints.iter().copied().find(|endpoint| endpoint.region_id == region);
        // A site that was set wins over a region that was not.
        let fallback = if self.region.is_none() { first_of_site } else { None };
        found.or(fallback).ok_or_else(|| BuildError::UnknownRegion { product, region, known: known() })
    }

    fn transport(&mut self) -> Result<Arc<dyn Transport>, BuildError> {
        match (self.transport.take(), self.transport_setting) {
            (Some(_), Some(setting)) => Err(BuildError::TransportSetting { setting }),
            (Some(transport), None) => Ok(transport),
            (None, _) => default_transport(&self.transport_settings),
        }
    }

    /// `None` if no call is repeated.
    fn retries(&self, timer: Option<&Arc<dyn Timer>>) -> Result<Option<Retries>, BuildError> {
        let policy = self.retry.unwrap_or_default();
        if policy == policy.attempts(1) {
            return Ok(None);
        }
        match timer {
            Some(timer) => Ok(Some(Retries::new(policy, Arc::clone(timer)))),
            None if self.retry.is_some() => Err(BuildError::NoTimer),
            None => Ok(None),
        }
    }
}

/// `None` if a call may take any time.
fn time_limit(timeout: Option<Duration>, timer: Option<Arc<dyn Timer>>) -> Result<Option<TimeLimit>, BuildError> {
    match (timeout, timer) {
        (Some(timeout), Some(timer)) => Ok(Some(TimeLimit::new(timeout, timer))),
        (Some(_), None) => Err(BuildError::NoTimer),
        (None, _) => Ok(None),
    }
}
