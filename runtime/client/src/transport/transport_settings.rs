//! The settings that the transports of this crate have in common.

use std::fmt;
use std::time::Duration;

use twinspec_core::{HttpResponse, Sensitive};

use crate::Environment;
use crate::time::timer::LONGEST_WAIT;

/// The settings of a transport of this crate, whichever it is.
///
/// A proxy comes from the environment: `http_proxy` or `HTTP_PROXY` for http, `https_proxy` or `HTTPS_PROXY` for
/// https, else `all_proxy` or `ALL_PROXY`; a URL whose scheme is `http`, `https`, `socks5` or `socks5h`, with user and
/// password if the proxy asks for them. If both spellings are set, the lower case one counts.
/// `HTTP_PROXY` is not read if `REQUEST_METHOD` is set, since in a CGI program whoever sends a request can set it.
/// `no_proxy` or `NO_PROXY` lists the servers that are reached directly, separated by commas: host names, which stand
/// for their subdomains too, IP addresses, networks such as `10.0.0.0/8`, or `*`. This machine is always
/// reached directly, and so is a [`direct`](Self::direct) server.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_client::TransportSettings;
///
/// let settings = TransportSettings::new().connect_timeout(Duration::from_secs(3)).max_response_bytes(1024 * 1024);
/// # drop(settings);
/// ```
#[derive(Clone)]
#[must_use = "settings do nothing unless a transport is built from them"]
pub struct TransportSettings {
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) root_certificates: Vec<Vec<u8>>,
    /// In PEM, with its key.
    pub(crate) client_certificate: Option<Sensitive<Vec<u8>>>,
    pub(crate) environment: Environment,
    pub(crate) direct: Vec<String>,
}

impl TransportSettings {
    /// How long a connection may take by default: 10 seconds.
    pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

    /// How long the server may be silent by default: 60 seconds.
    pub const DEFAULT_READ_TIMEOUT: Duration = Duration::from_secs(60);

    /// How long the body of an answer may be by default: 64 MiB.
    pub const DEFAULT_MAX_RESPONSE_BYTES: usize = HttpResponse::DEFAULT_MAX_BYTES;

    /// How long a connection is kept for the next request: 20 seconds. The services close theirs after 25, which they
    /// announce by `Keep-Alive: timeout=25`, and a request that crosses with the closing is lost.
    pub const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

    /// The defaults.
    pub fn new() -> Self {
        TransportSettings {
            connect_timeout: Self::DEFAULT_CONNECT_TIMEOUT,
            read_timeout: Self::DEFAULT_READ_TIMEOUT,
            max_response_bytes: Self::DEFAULT_MAX_RESPONSE_BYTES,
            root_certificates: Vec::new(),
            client_certificate: None,
            environment: Environment::process(),
            direct: Vec::new(),
        }
    }

    /// How long a connection may take: name resolution, TCP, the way through a proxy, and TLS.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout.min(LONGEST_WAIT);
        self
    }

    /// How long the server may be silent: from the beginning of an attempt to the head of the answer, and between two
    /// pieces of its body. A connection that is still in the making counts, so a longer connect timeout has no effect.
    /// Between two events a service can send comments to show that it is there; those are not silence.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout.min(LONGEST_WAIT);
        self
    }

    /// How many bytes the body of an answer may have. More than that are not read, and the call fails with
    /// [`LocalErrorKind::TooLarge`](twinspec_core::LocalErrorKind::TooLarge). A stream of events may be longer than that,
    /// but none of its events.
    ///
    /// What an answer becomes in memory counts too: a list of digits takes twenty times its length. An answer that would
    /// take more than eight times this limit is not read to its end, and the call fails in the same way.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// One or more certificates in PEM that are trusted besides those of the operating system. Can be called again
    /// for more.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// The certificate of the client and its private key, in PEM, one after the other, for servers that ask who calls by
    /// mutual TLS. Certificates of intermediate authorities come after that of the client. `Debug` does not show it.
    ///
    /// ```no_run
    /// use twinspec_client::TransportSettings;
    ///
    /// # fn main() -> Result<(), std::io::Error> {
    /// let settings = TransportSettings::new().client_certificate(std::fs::read("client-with-key.pem")?);
    /// # drop(settings);
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.client_certificate = Some(Sensitive::new(pem.into()));
        self
    }

    /// Whether there is a certificate of the client.
    pub fn has_client_certificate(&self) -> bool {
        self.client_certificate.is_some()
    }

    /// Whether TLS is set up at once, so that a certificate of no use is named at once.
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    pub(crate) fn has_certificates(&self) -> bool {
        self.has_client_certificate() || !self.root_certificates.is_empty()
    }

    /// Where the proxy is read from, instead of the variables of the process.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// A server that is reached directly, whichever proxy the environment names: a host name, an IP address or a
    /// network, as in `no_proxy`. Can be called again for more.
    pub fn direct(mut self, server: impl Into<String>) -> Self {
        self.direct.push(server.into());
        self
    }
}

impl Default for TransportSettings {
    fn default() -> Self {
        TransportSettings::new()
    }
}

impl fmt::Debug for TransportSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportSettings")
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("root_certificates", &self.root_certificates.len())
            .field("client_certificate", &self.client_certificate)
            .field("environment", &self.environment)
            .field("direct", &self.direct)
            .finish()
    }
}
