//! A mock before it is started.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use twinspec_mock::{Service, Settings, StartError};

use super::security::{Scheme, Security};
use super::{HttpMock, Mock};

/// A mock before it is started: where it listens, what it stands for, who may call.
///
/// `M` is what [`start`](Builder::start) returns: a [`Mock`], or the type of a generated crate around it.
#[must_use = "a mock does nothing until it is started"]
pub struct Builder<M> {
    settings: Settings,
    base_path: String,
    security: Security,
    started: PhantomData<fn() -> M>,
}

impl<M: From<Mock>> Builder<M> {
    pub(super) fn new(service: &'static Service) -> Self {
        Builder {
            settings: Settings::new(service),
            base_path: String::new(),
            security: Security::default(),
            started: PhantomData,
        }
    }

    twinspec_mock::settings!();

    /// The path of the server, below which the paths of the operations are: `/v1` of `https://api.example.com/v1`. A
    /// client that was pointed at the bare address of the mock may leave it out.
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        self.base_path = path.into();
        self
    }

    /// A security scheme of the API, by its name.
    pub fn scheme(mut self, name: impl Into<String>, scheme: Scheme) -> Self {
        self.security.schemes.insert(name.into(), scheme);
        self
    }

    /// Schemes that a call needs all at once, by their names; of several requirements, one is enough. An operation that
    /// everyone may call needs none. Without any requirement, every call is accepted.
    ///
    /// Which credentials a call has does not matter, only that it has some: the mock knows none.
    pub fn require<N: Into<String>>(mut self, schemes: impl IntoIterator<Item = N>) -> Self {
        self.security.requirements.push(schemes.into_iter().map(Into::into).collect());
        self
    }

    /// Starts the mock on the runtime of the caller.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on, the site is unknown, a requirement names a scheme that there is not, or the
    /// description of the service contradicts itself.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with I/O and time enabled.
    pub async fn start(self) -> Result<M, StartError> {
        self.security.check().map_err(|problem| StartError::Protocol(problem.into()))?;
        let protocol = Arc::new(HttpMock::new(&self.base_path, self.security));
        twinspec_mock::Mock::start(self.settings, protocol).await.map(|mock| M::from(Mock::new(mock)))
    }
}

impl<M> fmt::Debug for Builder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("services", &self.settings.products())
            .field("address", &self.settings.address)
            .field("base_path", &self.base_path)
            .field("security", &self.security)
            .field("seed", &self.settings.seed)
            .finish_non_exhaustive()
    }
}
