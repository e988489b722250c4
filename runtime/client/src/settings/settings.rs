//! The settings that clients of all protocols have.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use twinspec_core::{Api, Endpoint};

use super::default_transport::{default_timer, default_transport};
use crate::call::Inner;
use crate::retry::retries::Retries;
use crate::time::time_limit::TimeLimit;
use crate::{
    BuildError, Client, CredentialsProvider, Environment, Interceptor, Redirect, RetryPolicy, Timer, Transport,
    TransportSettings,
};

/// How long a call may take: ten minutes, so that three attempts with slow answers fit.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(600);

/// The settings that clients of all protocols have. The builder of a protocol has one, and sets it with the methods that
/// [`builder_settings`](crate::builder_settings) writes; their documentation is there.
#[derive(Default)]
pub struct Settings {
    endpoint: Option<String>,
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

/// What the builder of a protocol knows of a client beside its [`Settings`].
#[derive(Debug)]
pub struct Target {
    /// The API that is called.
    pub api: &'static Api,
    /// Where it is.
    pub endpoint: Endpoint,
    /// Where operations are that are not there, by their names.
    pub elsewhere: BTreeMap<&'static str, Endpoint>,
    /// The region that this is, for people, if the protocol has regions.
    pub region: Option<String>,
    /// Who calls.
    pub credentials: Arc<dyn CredentialsProvider>,
    /// How the client introduces itself.
    pub user_agent: String,
}

impl Settings {
    /// Nothing is set.
    pub fn new() -> Self {
        Settings::default()
    }

    /// Sets where the API is.
    pub fn set_endpoint(&mut self, endpoint: impl Into<String>) {
        self.endpoint = Some(endpoint.into());
    }

    /// Sets how long a call may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Makes a setting of the default transport. `name` is that of the method that the caller called.
    pub fn set_transport_setting(
        &mut self,
        name: &'static str,
        set: impl FnOnce(TransportSettings) -> TransportSettings,
    ) {
        self.transport_settings = set(std::mem::take(&mut self.transport_settings));
        self.transport_setting = Some(name);
    }

    /// Sets the name of the program, which becomes the end of the `User-Agent` header.
    pub fn set_user_agent(&mut self, suffix: impl Into<String>) {
        self.user_agent = Some(suffix.into());
    }

    /// Sets how often, and after how long, a call is attempted again.
    pub fn set_retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    /// Sets what to wait with.
    pub fn set_timer(&mut self, timer: impl Timer) {
        self.timer = Some(Arc::new(timer));
    }

    /// Adds something that sees each attempt.
    pub fn add_interceptor(&mut self, interceptor: impl Interceptor) {
        self.interceptors.push(Box::new(interceptor));
    }

    /// Sets what to send with.
    pub fn set_transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// The endpoint that was set.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// Where the environment sends the client of an API, unless an endpoint was set: what the program says wins.
    ///
    /// # Errors
    ///
    /// Those of [`Redirect::find`].
    pub fn redirect(&self, api: &'static Api) -> Result<Option<Redirect>, BuildError> {
        if self.endpoint.is_some() { Ok(None) } else { Redirect::find(api, &Environment::process()) }
    }

    /// The name of the program in the `User-Agent` header, if it was set.
    pub fn user_agent(&self) -> Option<&str> {
        self.user_agent.as_deref()
    }

    /// The transport that was set.
    pub fn transport(&self) -> Option<&Arc<dyn Transport>> {
        self.transport.as_ref()
    }

    /// The settings of the default transport.
    pub fn transport_settings(&self) -> &TransportSettings {
        &self.transport_settings
    }

    /// The timer that was set.
    pub fn timer(&self) -> Option<&Arc<dyn Timer>> {
        self.timer.as_ref()
    }

    /// Builds a client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// The settings do not fit together, or there is no transport; the message says what to do.
    pub fn build(mut self, target: Target) -> Result<Client, BuildError> {
        let Target { api, endpoint, elsewhere, region, credentials, user_agent } = target;
        let default_timer = if self.timer.is_none() && self.transport.is_none() { default_timer() } else { None };
        let timeout = self.timeout.or(default_timer.is_some().then_some(DEFAULT_TIMEOUT));
        let timer = self.timer.take().or(default_timer);
        let retries = self.retries(timer.as_ref())?;
        let time_limit = time_limit(timeout, timer.clone())?;
        let max_response_bytes = self.transport_settings.max_response_bytes;
        let transport = match (self.transport, self.transport_setting) {
            (Some(_), Some(setting)) => return Err(BuildError::TransportSetting { setting }),
            (Some(transport), None) => transport,
            (None, _) => default_transport(&self.transport_settings)?,
        };
        Ok(Client::new(Inner {
            api,
            endpoint,
            elsewhere,
            region,
            credentials,
            user_agent,
            transport,
            max_response_bytes,
            timer,
            retries,
            interceptors: self.interceptors,
            time_limit,
        }))
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
