//! Why a client could not be built.

use twinspec_core::{ClientError, MalformedOrigin};

/// Why a client could not be built. The messages say what to do.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a region nor an endpoint is known.
    #[error("no region: call `region` with one of {known}, or `endpoint`, or set ALIBABA_CLOUD_REGION_ID")]
    NoRegion {
        /// The regions the API is served in.
        known: String,
    },
    /// The API is not served in the region, as far as the client knows.
    #[error("{product} has no endpoint in region `{region}`: choose one of {known}, or call `endpoint`")]
    UnknownRegion {
        /// The API.
        product: &'static str,
        /// The region that was given.
        region: String,
        /// The regions the API is served in.
        known: String,
    },
    /// The API has no such site.
    #[error("{product} has no site `{site}`; it has: {known}")]
    UnknownSite {
        /// The API.
        product: &'static str,
        /// The site that was given.
        site: String,
        /// The sites that the API has.
        known: String,
    },
    /// The endpoint is no address of a server.
    #[error(transparent)]
    Endpoint(#[from] MalformedOrigin),
    /// There is nothing to send requests with.
    #[error("no transport: call `transport`, or enable the feature `reqwest` or `hyper` of `twinspec-client`")]
    NoTransport,
    /// Retries, or a time limit for calls, without anything that lets time pass.
    #[error("no timer: beside a transport of your own, `retry` and `timeout` need a call of `timer` too")]
    NoTimer,
    /// A setting of the default transport beside a transport that has its own.
    #[error("`{setting}` is a setting of the default transport: make it on the transport that you give instead")]
    TransportSetting {
        /// The method of the builder that was called.
        setting: &'static str,
    },
    /// The default transport could not be set up.
    #[error("the default transport could not be set up; `transport` takes another one")]
    Transport(#[from] ClientError),
}
