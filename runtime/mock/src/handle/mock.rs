//! A running mock.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};

use super::Settings;
use super::check::check;
use super::own_runtime::OwnRuntime;
#[cfg(feature = "program")]
use super::replay::Replay;
#[cfg(feature = "program")]
use crate::exchange::Exchange;
use crate::gateway::{Gateway, GatewaySettings, Hosted, Protocol};
use crate::server::{Current, Server};
use crate::state::AccountId;
use crate::state::Recorder;
use crate::{
    AccountState, Call, Coverage, Force, ForceError, ForcedOutcome, IssuedCode, Reply, ResourceError, Site, Snapshot,
    SnapshotError, StartError,
};

/// A running mock server. Clones are handles of the same server, which stops when the last one is dropped.
#[derive(Clone)]
pub struct Mock {
    current: Current,
    server: Arc<Server>,
    site: &'static Site,
    #[cfg(feature = "https")]
    root_certificate: Option<Arc<str>>,
    /// What it runs on, if that is not the runtime of the caller. It goes last.
    _runtime: Option<Arc<OwnRuntime>>,
}

/// What identifies an operation of an API: its description, or its name as text.
pub trait OperationName {
    /// The name on the wire; if the mock serves several APIs with such an operation, with the product
    /// before it, `Storage::CreateFolder`, or with product and version.
    fn action(&self) -> Cow<'_, str>;
}

impl OperationName for twinspec_core::Operation {
    fn action(&self) -> Cow<'_, str> {
        format!("{}::{}::{}", self.api.name, self.api.version, self.name).into()
    }
}

impl OperationName for str {
    fn action(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl OperationName for String {
    fn action(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl Mock {
    /// Starts a mock on the runtime of the caller. The builders of the protocols do that.
    ///
    /// # Errors
    ///
    /// If the mock cannot listen on the address, the site is unknown, or the description of a service contradicts
    /// itself.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with I/O and time enabled.
    pub async fn start(settings: Settings, protocol: Arc<dyn Protocol>) -> Result<Self, StartError> {
        let apis = hosted(&settings, &*protocol)?;
        let no_api = || StartError::Service("there is none".to_owned());
        let site = apis.first().ok_or_else(no_api)?.site;
        #[cfg_attr(not(feature = "program"), allow(unused_mut))]
        let mut transport = settings.transport()?;
        let recorder = settings
            .record
            .as_ref()
            .map(|path| Recorder::create(path).map_err(|source| StartError::Record { path: path.clone(), source }));
        let gateway =
            Gateway::new(apis, GatewaySettings::of(&settings, protocol, recorder.transpose()?.map(Arc::new)))?;
        #[cfg(feature = "program")]
        if let Some(url) = &settings.proxy {
            let proxy = crate::proxy::Proxy::new(url, &settings.only, &gateway);
            transport.proxy = Some(Arc::new(proxy.map_err(StartError::Service)?));
        }
        let (current, address) = (Current::new(gateway), settings.address);
        #[cfg(feature = "https")]
        let root_certificate = transport.tls.as_ref().map(|tls| tls.root());
        let server = match Server::start(current.clone(), &address, transport).await {
            Ok(server) => Arc::new(server),
            Err(source) => return Err(StartError::Listen { address, source }),
        };
        Ok(Mock {
            current,
            server,
            site,
            #[cfg(feature = "https")]
            root_certificate,
            _runtime: None,
        })
    }

    /// [`start`](Mock::start) on a thread of its own, for tests and programs without an async runtime. It works inside of one
    /// too, but holds its thread up for a moment.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Mock::start), or the thread cannot be had.
    pub fn start_blocking(settings: Settings, protocol: Arc<dyn Protocol>) -> Result<Self, StartError> {
        let runtime = OwnRuntime::new().map_err(StartError::Threads)?;
        let none = || StartError::Threads(std::io::Error::other("the thread has ended"));
        let mock = runtime.run(Mock::start(settings, protocol)).ok_or_else(none)??;
        Ok(Mock { _runtime: Some(Arc::new(runtime)), ..mock })
    }

    /// Serves other descriptions of the APIs from the next request on, at the same address. What is remembered stays
    /// where it still fits; what does not is returned, a line for each.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Mock::start), except that of the address; then the mock is as it was.
    #[cfg(feature = "program")]
    pub(crate) fn reload(&self, settings: &Settings, protocol: Arc<dyn Protocol>) -> Result<Vec<String>, StartError> {
        let apis = hosted(settings, &*protocol)?;
        let old = self.gateway();
        let gateway = Gateway::new(apis, GatewaySettings::of(settings, protocol, old.recorder()))?;
        let forgotten = gateway.take_over(&old);
        self.current.replace(gateway);
        Ok(forgotten)
    }

    /// The answers of a mock that does not listen, beside recorded ones.
    #[cfg(feature = "program")]
    pub(crate) fn replay(
        settings: Settings,
        protocol: Arc<dyn Protocol>,
        recorded: &[Exchange],
    ) -> Result<Replay, StartError> {
        let apis = hosted(&settings, &*protocol)?;
        let gateway = Gateway::new(apis, GatewaySettings::of(&settings, protocol, None))?;
        Ok(Replay::of(&gateway, recorded))
    }

    fn gateway(&self) -> Arc<Gateway> {
        self.current.gateway()
    }

    /// The URL to point a client at, `http://127.0.0.1:49152`.
    pub fn url(&self) -> String {
        let mut address = self.addr();
        match address.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        let scheme = if self.is_secure() { "https" } else { "http" };
        format!("{scheme}://{address}")
    }

    #[cfg(feature = "https")]
    fn is_secure(&self) -> bool {
        self.root_certificate.is_some()
    }

    #[cfg(not(feature = "https"))]
    fn is_secure(&self) -> bool {
        false
    }

    /// The certificate of the authority that a client has to trust, in PEM, if the mock serves HTTPS. It is a new one
    /// at each start.
    #[cfg(feature = "https")]
    pub fn root_certificate(&self) -> Option<&str> {
        self.root_certificate.as_deref()
    }

    /// The address the mock listens on.
    pub fn addr(&self) -> SocketAddr {
        self.server.address()
    }

    /// The site that the mock acts as; with several APIs, that of the first.
    pub fn site(&self) -> &'static Site {
        self.site
    }

    /// Answers the next call of an operation with an error: a row of its error table, or one of the
    /// gateway's own such as `InternalError` or `ServiceUnavailable`. The call still has to be authenticated and
    /// valid.
    ///
    /// # Errors
    ///
    /// If the mock does not serve the operation, or the code is neither one of the operation nor one of the gateway.
    pub fn force(&self, operation: &(impl OperationName + ?Sized), code: &str) -> Result<(), ForceError> {
        self.force_times(operation, code, 1)
    }

    /// Answers the next calls of an operation with an error, as [`force`](Mock::force) does for the next one.
    /// What was forced earlier comes first.
    ///
    /// # Errors
    ///
    /// As those of [`force`](Mock::force).
    pub fn force_times(
        &self,
        operation: &(impl OperationName + ?Sized),
        code: &str,
        times: u32,
    ) -> Result<(), ForceError> {
        self.force_with(operation, &Force::error(code).times(times))
    }

    /// Sets how the next calls of an operation end: with an error, a delay, a closed connection. What was
    /// forced earlier comes first.
    ///
    /// # Errors
    ///
    /// As those of [`force`](Mock::force).
    pub fn force_with(&self, operation: &(impl OperationName + ?Sized), force: &Force) -> Result<(), ForceError> {
        self.gateway().force(&operation.action(), force).map(drop)
    }

    /// What is forced for coming calls, in the order of the APIs and operations.
    pub fn forced(&self) -> Vec<ForcedOutcome> {
        self.gateway().forced()
    }

    /// Withdraws a forced outcome by its [number](ForcedOutcome::number). Returns whether there was one.
    pub fn withdraw(&self, number: u64) -> bool {
        self.gateway().withdraw(Some(number)) > 0
    }

    /// Withdraws all that is forced for an operation. Returns how many outcomes they were.
    ///
    /// # Errors
    ///
    /// If the mock does not serve the operation.
    pub fn withdraw_of(&self, operation: &(impl OperationName + ?Sized)) -> Result<usize, ForceError> {
        self.gateway().withdraw_of(&operation.action())
    }

    /// Answers calls of an operation with a function instead of the described behaviour. The function runs after
    /// authentication, permissions, validation and whatever was forced. It receives the parameters of the call by their
    /// names on the wire, with the types of the description, and the state of the calling account. It stays until
    /// another one replaces it; a reset does not remove it.
    ///
    /// While it runs, all other calls wait. It must not call methods of the mock, which would wait for it. Operations
    /// that the protocol itself performs cannot have handlers.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use serde_json::json;
    /// use twinspec_mock::{ForceError, Mock, Reply};
    ///
    /// #[derive(Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct Greet {
    ///     name: Option<String>,
    /// }
    ///
    /// fn greet_by_name(mock: &Mock) -> Result<(), ForceError> {
    ///     mock.on("Greet", |call: Greet, state| match call.name {
    ///         Some(name) => Reply::body(json!({ "Greeting": format!("{name} of {}", state.account()) })),
    ///         None => Reply::described(),
    ///     })
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If the mock does not serve the operation.
    pub fn on<R: DeserializeOwned>(
        &self,
        operation: &(impl OperationName + ?Sized),
        handler: impl Fn(R, &mut AccountState<'_>) -> Reply + Send + Sync + 'static,
    ) -> Result<(), ForceError> {
        self.gateway().on(&operation.action(), handler)
    }

    /// Which operations and which rows of their error tables the calls have reached since the mock was started.
    pub fn coverage(&self) -> Coverage {
        self.gateway().coverage()
    }

    /// Adds a resource to the default account: an object with its fields. If several of the APIs that the mock serves
    /// declare a resource of this name, write the product before it, `Storage::Folder`. It replaces the
    /// resource with the same key, or the only one if resources of its kind have no key.
    ///
    /// # Errors
    ///
    /// If the service does not declare a resource of this name, the value is not an object, or it lacks the key.
    pub fn put_resource(&self, name: &str, value: Value) -> Result<(), ResourceError> {
        self.put_resource_for(&self.default_account(), name, value)
    }

    /// Adds a resource to an account, as [`put_resource`](Mock::put_resource) does for the default one.
    ///
    /// # Errors
    ///
    /// As those of [`put_resource`](Mock::put_resource), or there is no such account.
    pub fn put_resource_for(&self, account: &str, name: &str, value: Value) -> Result<(), ResourceError> {
        self.gateway().put_resource(account, name, value)
    }

    /// Adds all resources of a given state to the default account. The description of the API declares these states
    /// under `x-twin-given`.
    ///
    /// # Errors
    ///
    /// If the description has nothing under this name.
    pub fn given(&self, name: &str) -> Result<(), ResourceError> {
        self.given_for(&self.default_account(), name)
    }

    /// Adds a given state to an account, as [`given`](Mock::given) does for the default one.
    ///
    /// # Errors
    ///
    /// If the description has nothing under this name, or there is no such account.
    pub fn given_for(&self, account: &str, name: &str) -> Result<(), ResourceError> {
        self.gateway().given(account, name)
    }

    /// The resources of a name that the default account has, in the order of their creation.
    ///
    /// # Errors
    ///
    /// If the service does not declare a resource of this name.
    pub fn resources(&self, name: &str) -> Result<Vec<Value>, ResourceError> {
        self.resources_of(&self.default_account(), name)
    }

    /// The resources of a name that an account has, in the order of their creation.
    ///
    /// # Errors
    ///
    /// If the service does not declare a resource of this name, or there is no such account.
    pub fn resources_of(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        self.gateway().resources(account, name)
    }

    /// Removes all resources of a name from the default account, and returns them.
    ///
    /// # Errors
    ///
    /// If the service does not declare a resource of this name.
    pub fn remove_resources(&self, name: &str) -> Result<Vec<Value>, ResourceError> {
        self.remove_resources_for(&self.default_account(), name)
    }

    /// Removes all resources of a name from an account, and returns them.
    ///
    /// # Errors
    ///
    /// If the service does not declare a resource of this name, or there is no such account.
    pub fn remove_resources_for(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        self.gateway().remove_resources(account, name)
    }

    /// The verification codes that were issued and can still be used, as they were sent to phones.
    pub fn codes(&self) -> Vec<IssuedCode> {
        self.gateway().codes()
    }

    /// Moves the virtual clock forward, which limits use. The timestamps of requests are still checked against the
    /// real clock.
    pub fn advance(&self, by: Duration) {
        self.gateway().advance(by);
    }

    /// Sets the virtual clock, forward or back; it goes on from there.
    pub fn set_time(&self, time: SystemTime) {
        self.gateway().set_time(time);
    }

    /// The time of the virtual clock.
    pub fn now(&self) -> SystemTime {
        self.gateway().now()
    }

    /// Restores the initial state: no resources, no counters, nothing forced, no calls. The virtual clock and the
    /// request ids start again, and the protocol forgets what it remembered.
    pub fn reset(&self) {
        self.gateway().reset(None);
    }

    /// Restores the initial state for another [seed](Settings::seed): a [`reset`](Mock::reset) after which ids, codes
    /// and sessions differ. The next reset returns to the seed that the mock was started with.
    pub fn reset_with_seed(&self, seed: u64) {
        self.gateway().reset(Some(seed));
    }

    /// Everything that the mock remembers, to be restored later: a test suite can set up its state once and start each
    /// test from it.
    pub fn snapshot(&self) -> Snapshot {
        self.gateway().snapshot()
    }

    /// Restores the snapshot of a mock with the same APIs and accounts. An API that is not in the snapshot is empty
    /// afterwards.
    ///
    /// # Errors
    ///
    /// If any part of the snapshot does not fit what the mock serves; then nothing is changed.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), SnapshotError> {
        self.gateway().restore(snapshot)
    }

    /// The last 1,000 calls, the oldest first, without sensitive values.
    pub fn calls(&self) -> Vec<Call> {
        self.gateway().calls()
    }

    /// Sends a webhook or a callback, and returns what the receiver answers. The journal has it among the
    /// [calls](Mock::calls).
    ///
    /// # Errors
    ///
    /// If there is no such webhook, its payload does not fit, it is not known where to send it to, or the receiver does not
    /// answer.
    #[cfg(feature = "webhooks")]
    pub async fn notify(&self, notify: &crate::Notify) -> Result<crate::Notified, crate::NotifyError> {
        self.gateway().notify(notify).await
    }

    /// Answers the requests on a connection that the caller has made: a pipe in memory, where a test must not open
    /// sockets, or a Unix socket. Its other end counts as a client on this machine. This goes on until that end is
    /// closed, the mock is stopped, or the future is dropped.
    ///
    /// ```
    /// use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    /// use twinspec_mock::Mock;
    ///
    /// async fn describe(mock: &Mock) -> std::io::Result<String> {
    ///     let (mut client, server) = duplex(1024);
    ///     let ask = async {
    ///         client.write_all(b"GET /_mock HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    ///         let mut answer = String::new();
    ///         client.read_to_string(&mut answer).await?;
    ///         Ok(answer)
    ///     };
    ///     let (answer, ()) = tokio::join!(ask, mock.serve_connection(server));
    ///     answer
    /// }
    /// ```
    pub async fn serve_connection(&self, stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) {
        self.server.speak(stream).await;
    }

    fn default_account(&self) -> AccountId {
        self.gateway().protocol.default_account()
    }

    /// What a program prints about who may call: labels and values.
    #[cfg(feature = "program")]
    pub(crate) fn announcement(&self) -> Vec<(&'static str, String)> {
        self.gateway().protocol.announcement()
    }

    /// Environment variables with credentials that the mock accepts.
    #[cfg(feature = "program")]
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        self.gateway().protocol.environment()
    }

    /// Stops the server, for all handles: it accepts no more connections, answers the requests that it has begun
    /// to read, and frees the port. It does not wait for connections that take longer than five seconds to end.
    pub async fn stop(&self) {
        self.server.stop().await;
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("products", &self.gateway().products().collect::<Vec<_>>())
            .field("site", &self.site.id)
            .field("url", &self.url())
            .finish_non_exhaustive()
    }
}

/// The APIs of a mock, whose descriptions do not contradict themselves.
fn hosted(settings: &Settings, protocol: &dyn Protocol) -> Result<Vec<Hosted>, StartError> {
    settings.services.iter().try_for_each(|service| check(service))?;
    Hosted::all(protocol, &settings.services, settings.site.as_deref())
}
