//! How connections are served.

#[cfg(feature = "program")]
use std::sync::Arc;

use super::limits::Limits;
#[cfg(feature = "https")]
use super::tls::Tls;

/// How connections are served.
#[derive(Clone, Default)]
pub(crate) struct Transport {
    pub(crate) limits: Limits,
    /// What passes calls on to the service itself.
    #[cfg(feature = "program")]
    pub(crate) proxy: Option<Arc<crate::proxy::Proxy>>,
    /// With it, clients that speak TLS are served as well as those that do not.
    #[cfg(feature = "https")]
    pub(crate) tls: Option<Tls>,
}
