{{ docs }}
#[derive(Debug, Clone)]
pub struct Client {
    runtime: twinspec_client::Client,
}

impl Client {
    {{ builder_docs }}
    pub fn builder() -> {{ library }}::Builder<Self> {
        {{ library }}::Builder::new(&crate::API)
    }

    /// Returns the request that would be sent now, with credentials, without sending it.
    ///
    {{ sample }}
    ///
    /// # Errors
    /// The parameters do not form a valid request, or there are no credentials.
    pub async fn dry_run<I: twinspec_core::Input>(
        &self,
        request: &I,
    ) -> Result<twinspec_core::HttpRequest, twinspec_core::Error<I::ErrorKind>> {
        self.runtime.dry_run(request).await
    }

    /// Blocking version of [`dry_run`](Self::dry_run); it waits if credentials have to be fetched.
    ///
    /// # Errors
    /// Those of [`dry_run`](Self::dry_run).
    #[cfg(feature = "blocking")]
    pub fn dry_run_blocking<I: twinspec_core::Input>(
        &self,
        request: &I,
    ) -> Result<twinspec_core::HttpRequest, twinspec_core::Error<I::ErrorKind>> {
        self.runtime.dry_run_blocking(request)
    }

    /// The client of the runtime, which sends the calls.
    pub fn runtime(&self) -> &twinspec_client::Client {
        &self.runtime
    }
}

impl From<twinspec_client::Client> for Client {
    fn from(runtime: twinspec_client::Client) -> Self {
        Self { runtime }
    }
}
