//! A running mock.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::HttpMock;
use crate::Credentials;

/// A running mock server: a [`twinspec_mock::Mock`]. Clones are handles of the same server, which stops when the last one
/// is dropped.
#[derive(Clone)]
pub struct Mock {
    mock: twinspec_mock::Mock,
    protocol: Arc<HttpMock>,
}

impl Mock {
    pub(super) fn new(mock: twinspec_mock::Mock, protocol: Arc<HttpMock>) -> Self {
        Mock { mock, protocol }
    }

    /// Credentials that meet every security scheme of the APIs but those of
    /// [other kinds](crate::SchemeKind::Other). The mock accepts any others as well.
    pub fn credentials(&self) -> Credentials {
        self.protocol.credentials()
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
