//! Why a client could not be built.

use twinspec_core::{LocalError, MalformedOrigin};

/// Why a client could not be built. The messages say what to do.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The endpoint is not an address of a server.
    #[error(transparent)]
    Endpoint(#[from] MalformedOrigin),
    /// A variable of the environment that redirects clients is not the URL of a server. The value is not shown: a URL can
    /// have a password in it.
    #[error("{variable} is not {form}; change it or unset it")]
    EndpointVariable {
        /// The variable.
        variable: String,
        /// What it has to be.
        form: &'static str,
    },
    /// There is no transport to send requests with.
    #[error(
        "no transport is available; call `transport`, or enable the feature `reqwest` or `hyper` of `twinspec-client`"
    )]
    NoTransport,
    /// Retries, or a time limit for calls, without a timer.
    #[error("no timer is set; with your own transport, `retry` and `timeout` also need a call of `timer`")]
    NoTimer,
    /// A setting of the default transport together with another transport.
    #[error("`{setting}` is a setting of the default transport; set it on your own transport instead")]
    TransportSetting {
        /// The method of the builder that was called.
        setting: &'static str,
    },
    /// The default transport could not be set up.
    #[error("the default transport could not be set up; call `transport` to use another one")]
    Transport(#[from] LocalError),
}
