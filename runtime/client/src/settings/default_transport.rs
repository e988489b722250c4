//! The transport and the timer of a client that is given none.

use std::sync::Arc;

use crate::{BuildError, Timer, Transport, TransportSettings};

/// The transport that is used unless another one is given. It serves any server.
///
/// # Errors
///
/// It cannot be set up, or there is none: a feature has to be on.
#[cfg(feature = "reqwest")]
pub fn default_transport(settings: &TransportSettings) -> Result<Arc<dyn Transport>, BuildError> {
    Ok(Arc::new(crate::ReqwestTransport::new(settings)?))
}

/// The transport that is used unless another one is given. It serves any server.
///
/// # Errors
///
/// It cannot be set up, or there is none: a feature has to be on.
#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
pub fn default_transport(settings: &TransportSettings) -> Result<Arc<dyn Transport>, BuildError> {
    Ok(Arc::new(crate::HyperTransport::new(settings)?))
}

/// There is no transport unless one is given.
///
/// # Errors
///
/// In any case.
#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
pub fn default_transport(_: &TransportSettings) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// The timer that goes with the default transport.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub fn default_timer() -> Option<Arc<dyn Timer>> {
    Some(Arc::new(crate::TokioTimer))
}

/// There is no timer unless one is given.
#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
pub fn default_timer() -> Option<Arc<dyn Timer>> {
    None
}
