//! The settings of a client.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use acs_core::{Api, Credentials, Endpoint, Network, Origin};

use crate::client::Inner;
use crate::credentials::EnvironmentProvider;
use crate::retries::Retries;
use crate::user_agent::user_agent;
use crate::{BuildError, Client, CredentialsProvider, Environment, Interceptor, RetryPolicy, Timer, Transport};

/// The settings of a client of type `C`.
///
/// What is not set comes from the environment: credentials from `ALIBABA_CLOUD_ACCESS_KEY_ID`,
/// `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a session, `ALIBABA_CLOUD_SECURITY_TOKEN`; the region from
/// `ALIBABA_CLOUD_REGION_ID`.
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
    connect_timeout: Option<Duration>,
    timeout: Option<Duration>,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
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
            connect_timeout: None,
            timeout: None,
            user_agent: None,
            transport: None,
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

    /// The endpoint to call, whatever the region, site and network: a host or `host:port`, which are called by https, or a URL
    /// such as `http://127.0.0.1:8080`.
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

    /// The credentials to sign with, or the provider that has them when a request is signed.
    pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
        self.settings.credentials = Some(Arc::new(provider));
        self
    }

    /// How long an attempt of a call may take, from the connection to the last byte of the answer; 60 seconds
    /// unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// How long a connection may take; 10 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = Some(timeout);
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

    /// What to wait with before a call is attempted again, instead of the timer of the default transport.
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

    /// What to send requests with, instead of the default transport. It keeps its own timeouts, and knows no
    /// timer: unless [`timer`](Self::timer) is called too, no call is repeated.
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
        let credentials = self.credentials.take().unwrap_or_else(|| Arc::new(EnvironmentProvider::default()));
        let retries = self.retries()?;
        let transport = self.transport(&origin)?;
        Ok(Client::new(Inner {
            api: self.api,
            origin,
            region: self.region,
            credentials,
            user_agent: user_agent(self.user_agent.or_else(|| Environment::process().user_agent()).as_deref()),
            transport,
            retries,
            interceptors: self.interceptors,
        }))
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

    fn transport(&mut self, origin: &Origin) -> Result<Arc<dyn Transport>, BuildError> {
        match self.transport.take() {
            Some(_) if self.timeout.or(self.connect_timeout).is_some() => Err(BuildError::TransportTimeout),
            Some(transport) => Ok(transport),
            None => self.default_transport(origin),
        }
    }

    /// `None` if no call is repeated.
    fn retries(&mut self) -> Result<Option<Retries>, BuildError> {
        let policy = self.retry.unwrap_or_default();
        if policy == policy.attempts(1) {
            return Ok(None);
        }
        let default = if self.transport.is_none() { default_timer() } else { None };
        match self.timer.take().or(default) {
            Some(timer) => Ok(Some(Retries::new(policy, timer))),
            None if self.retry.is_some() => Err(BuildError::NoTimer),
            None => Ok(None),
        }
    }

    #[cfg(feature = "reqwest")]
    fn default_transport(&self, origin: &Origin) -> Result<Arc<dyn Transport>, BuildError> {
        use crate::ReqwestTransport;

        let connect_timeout = self.connect_timeout.unwrap_or(ReqwestTransport::DEFAULT_CONNECT_TIMEOUT);
        let timeout = self.timeout.unwrap_or(ReqwestTransport::DEFAULT_TIMEOUT);
        let transport = ReqwestTransport::new(origin, connect_timeout, timeout)?;
        Ok(Arc::new(transport))
    }

    #[cfg(not(feature = "reqwest"))]
    fn default_transport(&self, _: &Origin) -> Result<Arc<dyn Transport>, BuildError> {
        Err(BuildError::NoTransport)
    }
}

#[cfg(feature = "reqwest")]
fn default_timer() -> Option<Arc<dyn Timer>> {
    Some(Arc::new(crate::TokioTimer))
}

#[cfg(not(feature = "reqwest"))]
fn default_timer() -> Option<Arc<dyn Timer>> {
    None
}
