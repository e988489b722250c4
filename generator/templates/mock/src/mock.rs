use std::ops::Deref;

use crate::twinspec_mock;

{{ docs }}
#[derive(Debug)]
pub struct Mock {
    server: twinspec_mock::Mock,
}

impl Mock {
    /// Starts a mock on a free port of this machine.
    ///
    /// # Panics
    /// No port is available. [`Mock::builder`] returns an error instead.
    pub async fn start() -> Self {
        match Self::builder().start().await {
            Ok(mock) => mock,
            Err(error) => panic!("the mock does not start: {error}"),
        }
    }

    /// Starts a mock on a free port of this machine, and on a thread of its own: for tests and programs without an async runtime.
    ///
    /// # Panics
    /// No port or no thread is available. [`Mock::builder`] returns an error instead.
    pub fn start_blocking() -> Self {
        match Self::builder().start_blocking() {
            Ok(mock) => mock,
            Err(error) => panic!("the mock does not start: {error}"),
        }
    }

    /// A builder for a mock with other settings: address, site, seed, and who may call.
    pub fn builder() -> twinspec_mock::Builder<Self> {
        twinspec_mock::Mock::builder(&crate::SERVICE)
    }

    /// A client that calls this mock with credentials that the mock accepts. It does not retry, so a test sees every
    /// response.
    ///
    /// # Panics
    /// The client cannot be built, for example because TLS cannot be set up on this machine.
    #[cfg(feature = "client")]
    pub fn client(&self) -> {{ plan.library }}::Client {
        let builder = {{ plan.library }}::Client::builder()
            .endpoint(self.url())
            .credentials(self.credentials())
            {%- for setting in family.mock_settings %}
            {{ setting }}
            {%- endfor %}
            .retry({{ plan.library }}::twinspec_client::RetryPolicy::none());
        match builder.build() {
            Ok(client) => client,
            Err(error) => panic!("the client of the mock cannot be built: {error}"),
        }
    }
}

impl From<twinspec_mock::Mock> for Mock {
    fn from(server: twinspec_mock::Mock) -> Self {
        Self { server }
    }
}

impl Deref for Mock {
    type Target = twinspec_mock::Mock;

    fn deref(&self) -> &Self::Target {
        &self.server
    }
}
