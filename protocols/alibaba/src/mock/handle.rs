//! A running mock.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::AlibabaMock;
use crate::Credentials;

/// A running mock server: a [`twinspec_mock::Mock`] that knows who may call. Clones are handles of the same server, which
/// stops when the last one is dropped.
#[derive(Clone)]
pub struct Mock {
    mock: twinspec_mock::Mock,
    protocol: Arc<AlibabaMock>,
}

impl Mock {
    pub(super) fn new(mock: twinspec_mock::Mock, protocol: Arc<AlibabaMock>) -> Self {
        Mock { mock, protocol }
    }

    /// The access key given first, or `testid` with `testsecret` if none was given.
    pub fn credentials(&self) -> Credentials {
        self.protocol.accounts.first().clone()
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
