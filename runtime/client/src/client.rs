//! The client that all generated clients wrap: it signs and sends requests of any operation.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::SystemTime;

use acs_core::{
    Api, Arguments, ClientError, ClientErrorKind, Credentials, Error, HttpRequest, HttpResponse, Input, Origin,
    Response, Signer, decode,
};
use tracing::{Instrument, Span, field};

use crate::{Builder, Transport};

/// Signs and sends requests of an API. Clones share settings and connections and cost next to nothing.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    api: &'static Api,
    origin: Origin,
    region: Option<String>,
    credentials: Credentials,
    user_agent: String,
    transport: Box<dyn Transport>,
}

impl Client {
    /// Settings for a client of an API; `C` is the client to build.
    pub fn builder<C: From<Client>>(api: &'static Api) -> Builder<C> {
        Builder::new(api)
    }

    pub(crate) fn new(
        api: &'static Api,
        origin: Origin,
        region: Option<String>,
        credentials: Credentials,
        user_agent: String,
        transport: Box<dyn Transport>,
    ) -> Self {
        let inner = Inner { api, origin, region, credentials, user_agent, transport };
        Client { inner: Arc::new(inner) }
    }

    /// The server that is called.
    pub fn origin(&self) -> &Origin {
        &self.inner.origin
    }

    /// The signed request of an input, not sent. Each one has a nonce of its own.
    ///
    /// # Errors
    ///
    /// If the request cannot be built from the input, see [`RequestError`](acs_core::RequestError).
    pub fn sign<I: Input>(&self, input: &I) -> Result<HttpRequest, Error<I::ErrorKind>> {
        self.inner.sign(&Arguments::of(input)).map_err(|error| Error::new(I::OPERATION, error))
    }

    /// Sends the request of an input, once: what fails is not repeated.
    ///
    /// The input is read at once, the request is signed when the future is first polled.
    ///
    /// # Errors
    ///
    /// The error of the service, or what went wrong on this side: see [`ClientErrorKind`].
    pub fn send<I: Input>(
        &self,
        input: &I,
    ) -> impl Future<Output = Result<Response<I::Output>, Error<I::ErrorKind>>> + Send + use<I> {
        let call = self.clone().call(Arguments::of(input));
        async move {
            match call.await {
                Ok(response) => decode::<I>(response),
                Err(error) => Err(Error::new(I::OPERATION, error)),
            }
        }
    }

    /// One call, whatever the operation.
    async fn call(self, arguments: Arguments) -> Result<HttpResponse, ClientError> {
        let span = self.inner.span(&arguments);
        self.inner.execute(&arguments, &span).instrument(span.clone()).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("product", &self.inner.api.product)
            .field("origin", &self.inner.origin.to_string())
            .field("region", &self.inner.region)
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}

impl Inner {
    fn span(&self, arguments: &Arguments) -> Span {
        tracing::info_span!(
            "alibaba_cloud_call",
            action = arguments.operation().action,
            product = self.api.product,
            endpoint = self.origin.authority(),
            region = self.region.as_deref(),
            status = field::Empty,
            request_id = field::Empty,
        )
    }

    async fn execute(&self, arguments: &Arguments, span: &Span) -> Result<HttpResponse, ClientError> {
        let request = self.sign(arguments)?;
        let response = self.transport.send(&request).await.inspect_err(|error| {
            tracing::debug!(%error, "no answer");
        })?;
        span.record("status", response.status());
        if let Some(request_id) = response.headers().get("x-acs-request-id") {
            span.record("request_id", request_id);
        }
        tracing::debug!(bytes = response.body().len(), "answered");
        Ok(request.redact(response))
    }

    fn sign(&self, arguments: &Arguments) -> Result<HttpRequest, ClientError> {
        let nonce = nonce()?;
        let signer = Signer {
            origin: &self.origin,
            credentials: &self.credentials,
            time: SystemTime::now(),
            nonce: &nonce,
            user_agent: &self.user_agent,
        };
        Ok(signer.sign(arguments)?)
    }
}

/// 32 random hexadecimal digits.
fn nonce() -> Result<String, ClientError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        ClientError::new(ClientErrorKind::Request, "the system gave no random numbers for the nonce").with_source(error)
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
