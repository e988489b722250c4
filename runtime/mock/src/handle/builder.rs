//! A mock before it is started.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::time::SystemTime;

use twinspec_alibaba::Credentials;

use crate::check::check;
use crate::gateway::{Gateway, Hosted, Settings};
use crate::identity::{Accounts, BearerToken, DEFAULT_ACCOUNT, Identity};
use crate::server::Transport;
use crate::state::Recorder;
use crate::{Mock, Service, StartError};

/// A mock before it is started: where it listens, what it stands for, who may call.
///
/// `M` is what [`start`](Builder::start) returns: a [`Mock`], or the type of a generated crate around it.
#[must_use = "a mock does nothing until it is started"]
pub struct Builder<M> {
    services: Vec<&'static Service>,
    address: String,
    site: Option<String>,
    access_keys: Vec<(String, Credentials)>,
    bearer_tokens: Vec<BearerToken>,
    identity: Identity,
    seed: u64,
    real_time: Option<SystemTime>,
    virtual_time: Option<SystemTime>,
    record: Option<PathBuf>,
    logs_api: bool,
    transport: Transport,
    #[cfg(feature = "https")]
    https: bool,
    started: PhantomData<fn() -> M>,
}

impl<M: From<Mock>> Builder<M> {
    pub(crate) fn new(service: &'static Service) -> Self {
        Builder {
            services: vec![service],
            address: "127.0.0.1:0".to_owned(),
            site: None,
            access_keys: Vec::new(),
            bearer_tokens: Vec::new(),
            identity: Identity::new(),
            seed: 0,
            real_time: None,
            virtual_time: None,
            record: None,
            logs_api: true,
            transport: Transport::default(),
            #[cfg(feature = "https")]
            https: false,
            started: PhantomData,
        }
    }

    /// Serves another API as well, at the same address: a request tells by its version, its action, its path or its host
    /// which one it is for. What the APIs remember is apart, but they share accounts and clock.
    pub fn serve(mut self, service: &'static Service) -> Self {
        self.services.push(service);
        self
    }

    /// The address to listen on, `host:port`. By default `127.0.0.1:0`, a free port of this machine.
    pub fn listen(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    /// The site to stand for. By default the first one of each service, as for a service that has no such site.
    pub fn site(mut self, id: impl Into<String>) -> Self {
        self.site = Some(id.into());
        self
    }

    /// An access key of the default account. Without any, `testid` with the secret `testsecret` may call.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.account_access_key(DEFAULT_ACCOUNT, id, secret)
    }

    /// An access key of another account.
    pub fn account_access_key(
        mut self,
        account: impl Into<String>,
        id: impl Into<String>,
        secret: impl Into<String>,
    ) -> Self {
        let credentials = Credentials::new(id, secret);
        self.access_keys.push((account.into(), credentials));
        self
    }

    /// The accounts with their users, roles and policies. Access keys that are given besides belong to the accounts
    /// themselves.
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// A bearer token with which the default account may call, instead of an access key.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.bearer_tokens.push(BearerToken::new(token.into(), DEFAULT_ACCOUNT.into()));
        self
    }

    /// What request ids and sessions are made from: the same seed gives the same ones. By default 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Stops the clock that the timestamps of requests are held against, so that recorded requests can be
    /// replayed. By default it is the clock of the machine.
    pub fn real_time(mut self, time: SystemTime) -> Self {
        self.real_time = Some(time);
        self
    }

    /// Stops the virtual clock, which limits run by, at a time; from there only
    /// [`Mock::advance`] moves it. By default it runs with the clock of the machine.
    pub fn virtual_time(mut self, time: SystemTime) -> Self {
        self.virtual_time = Some(time);
        self
    }

    /// Serves HTTPS with certificates of an own authority, which [`Mock::root_certificate`] tells: for this machine, and for
    /// whichever host a client takes the mock for. Clients that speak plain HTTP are served on the same port.
    #[cfg(feature = "https")]
    pub fn https(mut self) -> Self {
        self.https = true;
        self
    }

    /// The greatest number of connections at a time; further ones wait. By default 4,096.
    pub fn max_connections(mut self, count: usize) -> Self {
        // A semaphore takes no more.
        self.transport.limits.connections = count.clamp(1, usize::MAX >> 3);
        self
    }

    /// The largest request body in bytes; a larger one is refused with status 413. By default 1 MiB.
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.transport.limits.body = bytes;
        self
    }

    /// Writes every call with its answer to a file, which begins anew: a line of JSON for each, without what must not be
    /// shown. [`RecordedCall::read`](crate::RecordedCall::read) reads it.
    pub fn record(mut self, path: impl Into<PathBuf>) -> Self {
        self.record = Some(path.into());
        self
    }

    /// Has the log tell nothing of the API that a call was for, where people read it and there is only one.
    #[cfg(feature = "program")]
    pub(crate) fn log_no_api(mut self) -> Self {
        self.logs_api = false;
        self
    }

    /// Starts the mock on the runtime of the caller.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on, the site is unknown, an access key cannot be used, the accounts make no sense, or the
    /// description of the service contradicts itself.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with I/O and time enabled.
    pub async fn start(self) -> Result<M, StartError> {
        self.services.iter().try_for_each(|service| check(service))?;
        let apis = Hosted::all(&self.services, self.site.as_deref())?;
        let no_api = || StartError::Service("there is none".to_owned());
        let site = apis.first().ok_or_else(no_api)?.site;
        let gateway = Gateway::new(
            apis,
            Settings {
                bearer_tokens: self.bearer_tokens,
                accounts: Accounts::new(self.access_keys, self.identity, self.seed)?,
                real_time: self.real_time,
                virtual_time: self.virtual_time,
                seed: self.seed,
                recorder: self.record.map(recorder).transpose()?,
                logs_api: self.logs_api,
            },
        )?;
        #[cfg(feature = "https")]
        let transport = match self.https {
            true => with_tls(self.transport)?,
            false => self.transport,
        };
        #[cfg(not(feature = "https"))]
        let transport = self.transport;
        let mock = Mock::start(gateway, site, self.address, transport).await?;
        Ok(M::from(mock))
    }
}

fn recorder(path: PathBuf) -> Result<Recorder, StartError> {
    Recorder::create(&path).map_err(|source| StartError::Record { path, source })
}

#[cfg(feature = "https")]
fn with_tls(transport: Transport) -> Result<Transport, StartError> {
    let tls = crate::server::Tls::new().map_err(|error| StartError::Certificate(error.to_string()))?;
    Ok(Transport { tls: Some(tls), ..transport })
}

impl<M> fmt::Debug for Builder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("services", &self.services.iter().map(|service| service.api.name).collect::<Vec<_>>())
            .field("address", &self.address)
            .field("site", &self.site)
            .field("access_keys", &self.access_keys)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}
