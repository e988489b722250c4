//! Why a client could not be built.

use acs_core::{ClientError, MalformedOrigin};

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
    #[error("no transport: call `transport`, or enable the feature `reqwest` of `acs-client`")]
    NoTransport,
    /// Retries without anything that lets time pass between them.
    #[error("no timer to wait with before a retry: a transport of your own needs a call of `timer` too, or no `retry`")]
    NoTimer,
    /// A timeout for a transport that keeps its own.
    #[error("a given transport keeps its own timeouts: set them there, not on the client")]
    TransportTimeout,
    /// The default transport could not be set up.
    #[error("the default transport could not be set up; `transport` takes another one")]
    Transport(#[from] ClientError),
}
