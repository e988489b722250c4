//! The gateway that answers at the moment.

use std::sync::{Arc, PoisonError, RwLock};

use crate::gateway::Gateway;

/// The gateway that answers at the moment. When descriptions change, another one takes its place.
#[derive(Clone)]
pub(crate) struct Current(Arc<RwLock<Arc<Gateway>>>);

impl Current {
    pub(crate) fn new(gateway: Gateway) -> Self {
        Current(Arc::new(RwLock::new(Arc::new(gateway))))
    }

    /// The gateway. Who has it keeps it, whatever takes its place.
    pub(crate) fn gateway(&self) -> Arc<Gateway> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Has another gateway answer from the next request on.
    #[cfg(feature = "program")]
    pub(crate) fn replace(&self, gateway: Gateway) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(gateway);
    }
}
