//! What sends requests.

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod client_certificate;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod http_headers;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod proxies;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod request_body;
#[cfg(feature = "reqwest")]
mod reqwest;
pub(crate) mod response_body;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod root_certificates;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod silence;
#[allow(clippy::module_inception)]
mod transport;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod transport_failure;
mod transport_settings;

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use self::transport::{BodyStream, StreamFuture, StreamedResponse, Transport, TransportFuture};
pub use self::transport_settings::TransportSettings;
