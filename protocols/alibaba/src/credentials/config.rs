//! What providers see of the world around them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twinspec_core::Origin;

use super::CredentialsError;
use twinspec_client::{Clock, Environment, SystemClock, Timer, Transport, TransportSettings};

/// The metadata service, which only an instance of ECS itself reaches.
pub(super) const METADATA_HOST: &str = "100.100.100.200";

/// What providers of credentials see of the world around them: variables, files, the time, the network.
///
/// The default is the real one. Tests replace parts of it:
///
/// ```
/// use twinspec_client::Environment;
/// use twinspec_alibaba::credentials::ProviderConfig;
///
/// let config = ProviderConfig::new()
///     .environment(Environment::given([("ALIBABA_CLOUD_PROFILE", "work")]))
///     .home("/home/alice")
///     .metadata_endpoint("http://127.0.0.1:8100".parse()?)
///     .sts_endpoint("http://127.0.0.1:8080".parse()?);
/// # Ok::<(), twinspec_core::MalformedOrigin>(())
/// ```
#[derive(Clone)]
pub struct ProviderConfig {
    environment: Environment,
    home: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    transport: Option<Arc<dyn Transport>>,
    transport_settings: Option<TransportSettings>,
    timer: Option<Arc<dyn Timer>>,
    metadata_endpoint: Option<Origin>,
    sts_endpoint: Option<Origin>,
}

impl ProviderConfig {
    /// The environment and the home directory of the process, the clock of the system, the default transport.
    pub fn new() -> Self {
        ProviderConfig {
            environment: Environment::process(),
            home: None,
            clock: Arc::new(SystemClock),
            transport: None,
            transport_settings: None,
            timer: None,
            metadata_endpoint: None,
            sts_endpoint: None,
        }
    }

    /// The variables to read.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Where `.aliyun` and `.alibabacloud` are, instead of the home directory that the environment names.
    pub fn home(mut self, directory: impl Into<PathBuf>) -> Self {
        self.home = Some(directory.into());
        self
    }

    /// The clock that says when credentials expire. Requests are signed by the clock of the system all the same.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// What to reach Security Token Service, the metadata service and a credentials URI with, instead of the
    /// default transport. The default one calls the metadata service past any proxy; one of your own should too, for
    /// instance by [`TransportSettings::direct`]`("100.100.100.200")`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The settings of the default transport, root certificates for instance. Its timeouts are those of the official
    /// SDKs all the same: 5 seconds for a connection and 10 for an answer, 1 and 1 for the metadata service.
    pub fn transport_settings(mut self, settings: TransportSettings) -> Self {
        self.transport_settings = Some(settings);
        self
    }

    /// What limits the time of a request, instead of the timer of the default transport. With a
    /// [transport](Self::transport) of your own and without a timer, nothing but that transport does.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// Where the metadata service of an ECS instance is, instead of `http://100.100.100.200`.
    pub fn metadata_endpoint(mut self, endpoint: Origin) -> Self {
        self.metadata_endpoint = Some(endpoint);
        self
    }

    /// Where Security Token Service is, whatever region a role names.
    pub fn sts_endpoint(mut self, endpoint: Origin) -> Self {
        self.sts_endpoint = Some(endpoint);
        self
    }

    pub(crate) fn shared_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    pub(crate) fn shared_timer(mut self, timer: Arc<dyn Timer>) -> Self {
        self.timer = Some(timer);
        self
    }

    pub(super) fn variables(&self) -> &Environment {
        &self.environment
    }

    pub(super) fn time(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    pub(super) fn given_transport(&self) -> Option<Arc<dyn Transport>> {
        self.transport.clone()
    }

    pub(super) fn default_transport_settings(&self) -> TransportSettings {
        let of_environment = || TransportSettings::new().environment(self.environment.clone());
        // A proxy would answer with the metadata, and the credentials, of its own instance.
        self.transport_settings.clone().unwrap_or_else(of_environment).direct(METADATA_HOST)
    }

    pub(super) fn given_timer(&self) -> Option<Arc<dyn Timer>> {
        self.timer.clone()
    }

    pub(super) fn metadata(&self) -> Option<&Origin> {
        self.metadata_endpoint.as_ref()
    }

    pub(super) fn sts(&self) -> Option<&Origin> {
        self.sts_endpoint.as_ref()
    }

    /// A file of the user, `.aliyun/config.json`.
    pub(super) fn file_of_user(&self, path: &str) -> Result<PathBuf, CredentialsError> {
        let home = self.home.clone().or_else(|| self.environment.home()).ok_or_else(|| {
            CredentialsError::new(format!("there is no home directory to look for {path} in; set HOME"))
        })?;
        Ok(Path::new(path).iter().fold(home, |directory, name| directory.join(name)))
    }
}

impl Default for ProviderConfig {
    fn default() -> Self {
        ProviderConfig::new()
    }
}

impl fmt::Debug for ProviderConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderConfig")
            .field("environment", &self.environment)
            .field("home", &self.home)
            .field("metadata_endpoint", &self.metadata_endpoint)
            .field("sts_endpoint", &self.sts_endpoint)
            .finish_non_exhaustive()
    }
}
