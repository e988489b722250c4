//! A mock before it is started.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use twinspec_mock::{Service, Settings, StartError};

use super::{HttpMock, Mock};

/// A mock before it is started: where it listens, what it stands for.
///
/// `M` is what [`start`](Builder::start) returns: a [`Mock`], or the type of a generated crate around it.
#[must_use = "a mock does nothing until it is started"]
pub struct Builder<M> {
    settings: Settings,
    credential: Option<String>,
    started: PhantomData<fn() -> M>,
}

impl<M: From<Mock>> Builder<M> {
    pub(super) fn new(service: &'static Service) -> Self {
        Builder { settings: Settings::new(service), credential: None, started: PhantomData }
    }

    twinspec_mock::settings!();

    /// Answers requests that do not fit the document as if they did. By default they are refused.
    pub fn no_validate(mut self) -> Self {
        self.settings.validate = false;
        self
    }

    /// Refuses query parameters that the document does not describe. By default they are ignored.
    pub fn strict(mut self) -> Self {
        self.settings.strict = true;
        self
    }

    /// Remembers nothing of a document that does not describe its state, and answers examples. By default what its paths say
    /// without a doubt is remembered.
    pub fn stateless(mut self) -> Self {
        self.settings.stateless = true;
        self
    }

    /// The only token, password and key that is accepted. By default any is.
    pub fn credential(mut self, secret: impl Into<String>) -> Self {
        self.credential = Some(secret.into());
        self
    }

    /// Starts the mock on the runtime of the caller.
    ///
    /// # Errors
    ///
    /// If the address cannot be listened on, the site is unknown, an operation asks for a security scheme that there is
    /// not, or the description of the service contradicts itself.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with I/O and time enabled.
    pub async fn start(self) -> Result<M, StartError> {
        let (settings, protocol) = self.protocol()?;
        let mock = twinspec_mock::Mock::start(settings, protocol.clone()).await?;
        Ok(M::from(Mock::new(mock, protocol)))
    }

    /// Starts the mock on a thread of its own, for tests and programs without an async runtime.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Builder::start), or the thread cannot be had.
    pub fn start_blocking(self) -> Result<M, StartError> {
        let (settings, protocol) = self.protocol()?;
        let mock = twinspec_mock::Mock::start_blocking(settings, protocol.clone())?;
        Ok(M::from(Mock::new(mock, protocol)))
    }

    fn protocol(self) -> Result<(Settings, Arc<HttpMock>), StartError> {
        let protocol = HttpMock::new(&self.settings.services, self.credential)
            .map_err(|problem| StartError::Protocol(problem.into()))?;
        Ok((self.settings, Arc::new(protocol)))
    }
}

impl Mock {
    /// A mock of this service, to be started. [`Builder::serve`] adds others.
    pub fn builder<M: From<Mock>>(service: &'static Service) -> Builder<M> {
        Builder::new(service)
    }
}

impl<M> fmt::Debug for Builder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("services", &self.settings.products())
            .field("address", &self.settings.address)
            .field("seed", &self.settings.seed)
            .finish_non_exhaustive()
    }
}
