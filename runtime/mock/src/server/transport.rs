//! How connections are served.

use super::limits::Limits;
#[cfg(feature = "https")]
use super::tls::Tls;

/// How connections are served.
#[derive(Clone, Default)]
pub(crate) struct Transport {
    pub(crate) limits: Limits,
    /// With it, clients that speak TLS are served as well as those that do not.
    #[cfg(feature = "https")]
    pub(crate) tls: Option<Tls>,
}
