//! The APIs that a gateway serves.

use crate::{Service, Site};

/// An API as a gateway serves it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hosted {
    pub(crate) service: &'static Service,
    pub(crate) site: &'static Site,
    /// Every mock serves it beside what it was asked to serve.
    pub(crate) is_built_in: bool,
}

impl Hosted {
    /// Product and version.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.service.api.name, self.service.api.version)
    }
}
