//! The settings of a mock, for all protocols.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::Service;
use crate::server::{Limits, Transport};

/// The settings of a mock, for all protocols.
///
/// The builder of a protocol has one, and [`settings!`](crate::settings) writes the setters.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The APIs to serve; there is at least one.
    pub services: Vec<&'static Service>,
    /// The address to listen on, `host:port`.
    pub address: String,
    /// The site to act as; without one, the first of each service.
    pub site: Option<String>,
    /// The seed for request ids, codes and the like.
    pub seed: u64,
    /// The fixed time of the clock that timestamps of requests are checked against; without one, it runs.
    pub real_time: Option<SystemTime>,
    /// The fixed time of the virtual clock; without one, it runs with the clock of the machine.
    pub virtual_time: Option<SystemTime>,
    /// The file that calls are recorded to.
    pub record: Option<PathBuf>,
    /// Whether the log shows which API a call was for.
    pub logs_api: bool,
    /// Whether requests are checked against their document. Not for an API of a vendor, whose checks are part of what it does.
    pub validate: bool,
    /// Whether parameters that the document does not describe are refused.
    pub strict: bool,
    /// Whether state that was inferred from a document is not remembered.
    pub stateless: bool,
    /// The largest number of connections at a time.
    pub max_connections: usize,
    /// The largest request body in bytes.
    pub max_body_bytes: usize,
    /// The service that calls are passed on to, by its URL.
    #[cfg(feature = "program")]
    pub proxy: Option<String>,
    /// The operations whose calls are passed on; all if there is none.
    #[cfg(feature = "program")]
    pub only: Vec<String>,
    /// Whether HTTPS is served too.
    #[cfg(feature = "https")]
    pub https: bool,
}

impl Settings {
    /// The default settings of a mock of this service.
    pub fn new(service: &'static Service) -> Self {
        let Limits { connections, body } = Limits::default();
        Settings {
            services: vec![service],
            address: "127.0.0.1:0".to_owned(),
            site: None,
            seed: 0,
            real_time: None,
            virtual_time: None,
            record: None,
            logs_api: true,
            validate: true,
            strict: false,
            stateless: false,
            max_connections: connections,
            max_body_bytes: body,
            #[cfg(feature = "program")]
            proxy: None,
            #[cfg(feature = "program")]
            only: Vec::new(),
            #[cfg(feature = "https")]
            https: false,
        }
    }

    /// The products of the APIs to serve.
    pub fn products(&self) -> Vec<&'static str> {
        self.services.iter().map(|service| service.api.name).collect()
    }

    pub(super) fn limits(&self) -> Limits {
        // A semaphore takes no more.
        Limits { connections: self.max_connections.clamp(1, usize::MAX >> 3), body: self.max_body_bytes }
    }

    pub(super) fn transport(&self) -> Result<Transport, crate::StartError> {
        Ok(Transport {
            limits: self.limits(),
            #[cfg(feature = "program")]
            proxy: None,
            #[cfg(feature = "https")]
            tls: match self.https {
                true => {
                    Some(crate::server::Tls::new().map_err(|error| crate::StartError::Certificate(error.to_string()))?)
                }
                false => None,
            },
        })
    }
}

/// Writes the setters of [`Settings`] into the `impl` block of a builder whose field `settings` they are.
///
/// ```
/// struct Builder {
///     settings: twinspec_mock::Settings,
/// }
///
/// impl Builder {
///     twinspec_mock::settings!();
/// }
/// ```
#[macro_export]
macro_rules! settings {
    () => {
        /// Also serves another API, at the same address; each request shows which API it is for. The APIs have separate
        /// states, but share accounts and clock.
        pub fn serve(mut self, service: &'static $crate::Service) -> Self {
            self.settings.services.push(service);
            self
        }

        /// The address to listen on, `host:port`. By default `127.0.0.1:0`, a free port of this machine.
        pub fn listen(mut self, address: impl Into<String>) -> Self {
            self.settings.address = address.into();
            self
        }

        /// The site to act as. By default the first one of each service; so it is for a service that has no such site.
        pub fn site(mut self, id: impl Into<String>) -> Self {
            self.settings.site = Some(id.into());
            self
        }

        /// The seed for request ids and sessions: the same seed makes the same ones. By default 0.
        pub fn seed(mut self, seed: u64) -> Self {
            self.settings.seed = seed;
            self
        }

        /// Stops the clock that the timestamps of requests are checked against, so that recorded requests can be
        /// replayed. By default it is the clock of the machine.
        pub fn real_time(mut self, time: std::time::SystemTime) -> Self {
            self.settings.real_time = Some(time);
            self
        }

        /// Stops the virtual clock, which limits use, at a time; from there only
        /// [`Mock::advance`]($crate::Mock::advance) moves it. By default it runs with the clock of the machine.
        pub fn virtual_time(mut self, time: std::time::SystemTime) -> Self {
            self.settings.virtual_time = Some(time);
            self
        }

        $crate::https_setting!();

        /// The largest number of connections at a time; further ones wait. By default 4,096.
        pub fn max_connections(mut self, count: usize) -> Self {
            self.settings.max_connections = count;
            self
        }

        /// The largest request body in bytes; a larger one is refused with status 413. By default 1 MiB.
        pub fn max_body_bytes(mut self, bytes: usize) -> Self {
            self.settings.max_body_bytes = bytes;
            self
        }

        /// Writes every call with its response to a file, which is overwritten, without sensitive values: in the format HAR 1.2
        /// if its name ends with `.har`, else one line of JSON per call, which
        /// [`RecordedCall::read`]($crate::RecordedCall::read) reads.
        pub fn record(mut self, path: impl Into<std::path::PathBuf>) -> Self {
            self.settings.record = Some(path.into());
            self
        }
    };
}

/// The setter of a setting that there is with the feature `https`.
#[cfg(feature = "https")]
#[doc(hidden)]
#[macro_export]
macro_rules! https_setting {
    () => {
        /// Serves HTTPS with certificates of the mock's own authority, which
        /// [`Mock::root_certificate`]($crate::Mock::root_certificate) returns: for this machine, and for any host that
        /// a client calls. Clients that speak plain HTTP are served on the same port.
        pub fn https(mut self) -> Self {
            self.settings.https = true;
            self
        }
    };
}

/// The setter of a setting that there is with the feature `https`.
#[cfg(not(feature = "https"))]
#[doc(hidden)]
#[macro_export]
macro_rules! https_setting {
    () => {};
}
