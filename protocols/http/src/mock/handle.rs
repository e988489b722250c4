//! A running mock.

use std::fmt;
use std::ops::Deref;

use twinspec_mock::Service;

use super::Builder;

/// A running mock server: a [`twinspec_mock::Mock`]. Clones are handles of the same server, which stops when the last one
/// is dropped.
#[derive(Clone)]
pub struct Mock {
    mock: twinspec_mock::Mock,
}

impl Mock {
    /// A mock of this service, to be started. [`Builder::serve`] adds others.
    pub fn builder<M: From<Mock>>(service: &'static Service) -> Builder<M> {
        Builder::new(service)
    }

    pub(super) fn new(mock: twinspec_mock::Mock) -> Self {
        Mock { mock }
    }
}

impl Deref for Mock {
    type Target = twinspec_mock::Mock;

    fn deref(&self) -> &twinspec_mock::Mock {
        &self.mock
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.mock.fmt(f)
    }
}
