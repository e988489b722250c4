//! Why a client could not be built.

use twinspec_core::MalformedOrigin;

/// Why a client could not be built. The messages say what to do.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a region nor an endpoint is known.
    #[error("no region is set; call `region` with one of {known}, or `endpoint`, or set ALIBABA_CLOUD_REGION_ID")]
    NoRegion {
        /// The regions the API is served in.
        known: String,
    },
    /// The API is not served in the region, as far as the client knows.
    #[error("{product} has no endpoint in region `{region}`; use one of {known}, or call `endpoint`")]
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
    /// The endpoint is not an address of a server.
    #[error(transparent)]
    Endpoint(#[from] MalformedOrigin),
    /// The settings that clients of all protocols have contradict each other.
    #[error(transparent)]
    Settings(#[from] twinspec_client::BuildError),
}
