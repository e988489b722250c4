//! The client that all generated clients wrap: it signs and sends requests of any operation.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::SystemTime;

use acs_core::{
    Api, Arguments, ClientError, ClientErrorKind, Error, HttpRequest, HttpResponse, Input, Origin, Response, Retry,
    Signer, decode,
};
use tracing::{Instrument, Span, field};

use crate::retries::{Next, Retries};
use crate::{Builder, CredentialsProvider, Transport};

/// Signs and sends requests of an API. Clones share settings and connections and cost next to nothing.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) origin: Origin,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Arc<dyn CredentialsProvider>,
    pub(crate) user_agent: String,
    pub(crate) transport: Arc<dyn Transport>,
    /// `None` if no call is repeated.
    pub(crate) retries: Option<Retries>,
}

/// What the last attempt of a call came to.
struct Outcome {
    attempts: u32,
    result: Result<HttpResponse, ClientError>,
}

impl Client {
    /// Settings for a client of an API; `C` is the client to build.
    pub fn builder<C: From<Client>>(api: &'static Api) -> Builder<C> {
        Builder::new(api)
    }

    pub(crate) fn new(inner: Inner) -> Self {
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
    /// If the request cannot be built from the input, see [`RequestError`](acs_core::RequestError), or there are
    /// no credentials.
    pub fn sign<I: Input>(
        &self,
        input: &I,
    ) -> impl Future<Output = Result<HttpRequest, Error<I::ErrorKind>>> + Send + use<I> {
        let inner = Arc::clone(&self.inner);
        let arguments = arguments(input);
        async move {
            let request = match arguments {
                Ok(arguments) => inner.sign(&arguments, None).await,
                Err(error) => Err(error),
            };
            request.map_err(|error| Error::new(I::OPERATION, error))
        }
    }

    /// Sends the request of an input, and again as long as it fails, that is safe and the
    /// [`RetryPolicy`](crate::RetryPolicy) allows it.
    ///
    /// The input is read at once. Each attempt is signed when it is made, the first when the future is first
    /// polled. Dropping the future ends the call.
    ///
    /// # Errors
    ///
    /// The error of the service, or what went wrong on this side: see [`ClientErrorKind`]. It is that of the last
    /// attempt.
    pub fn send<I: Input>(
        &self,
        input: &I,
    ) -> impl Future<Output = Result<Response<I::Output>, Error<I::ErrorKind>>> + Send + use<I> {
        let call = arguments(input).map(|arguments| self.clone().call(arguments));
        async move {
            let Outcome { attempts, result } = match call {
                Ok(call) => call.await,
                Err(error) => Outcome { attempts: 1, result: Err(error) },
            };
            let decoded = match result {
                Ok(response) => decode::<I>(response),
                Err(error) => Err(Error::new(I::OPERATION, error)),
            };
            decoded.map_err(|error| error.with_attempts(attempts))
        }
    }

    /// One call, whatever the operation.
    async fn call(self, arguments: Arguments) -> Outcome {
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
            attempts = field::Empty,
        )
    }

    async fn execute(&self, arguments: &Arguments, span: &Span) -> Outcome {
        let mut attempts = 1;
        let mut retry = None;
        loop {
            let result = self.attempt(arguments, retry).await;
            record(span, &result, attempts);
            let next = match &self.retries {
                Some(retries) => retries.next(arguments.operation(), attempts, &result),
                None => Next::Stop("nothing is repeated"),
            };
            report(attempts, &result, &next);
            let (Next::Retry { delay, .. }, Some(retries)) = (next, &self.retries) else {
                return Outcome { attempts, result };
            };
            drop(result);
            retries.sleep(delay).await;
            retry = Some(Retry { attempts, delay });
            attempts += 1;
        }
    }

    async fn attempt(&self, arguments: &Arguments, retry: Option<Retry>) -> Result<HttpResponse, ClientError> {
        let request = self.sign(arguments, retry).await?;
        let response = self.transport.send(&request).await?;
        Ok(request.redact(response))
    }

    async fn sign(&self, arguments: &Arguments, retry: Option<Retry>) -> Result<HttpRequest, ClientError> {
        let credentials = self.credentials.credentials().await?;
        let nonce = unique()?;
        let signer = Signer {
            origin: &self.origin,
            credentials: &credentials,
            time: SystemTime::now(),
            nonce: &nonce,
            user_agent: &self.user_agent,
        };
        Ok(match retry {
            None => signer.sign(arguments)?,
            Some(retry) => signer.sign_retry(arguments, retry)?,
        })
    }
}

/// The arguments of an input, with an idempotency token for all attempts of the call if the caller gave none.
fn arguments<I: Input>(input: &I) -> Result<Arguments, ClientError> {
    let mut arguments = Arguments::of(input);
    if arguments.lacks_idempotency_token() {
        arguments.fill_idempotency_token(&unique()?);
    }
    Ok(arguments)
}

/// What the span of a call shows of its last attempt.
fn record(span: &Span, result: &Result<HttpResponse, ClientError>, attempts: u32) {
    span.record("attempts", attempts);
    if let Ok(response) = result {
        span.record("status", response.status());
        if let Some(request_id) = response.headers().get("x-acs-request-id") {
            span.record("request_id", request_id);
        }
    }
}

/// The event of an attempt.
fn report(attempt: u32, result: &Result<HttpResponse, ClientError>, next: &Next) {
    let response = result.as_ref().ok();
    let status = response.map(HttpResponse::status);
    let bytes = response.map(|response| response.body().len());
    let error = result.as_ref().err().map(field::display);
    match next {
        Next::Stop(why) => tracing::debug!(attempt, status, bytes, error, why, "not repeated"),
        Next::Retry { reason, delay } => {
            let delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            tracing::debug!(attempt, status, bytes, error, why = %reason, delay_ms, "to be repeated");
        }
    }
}

/// 32 random hexadecimal digits: a nonce, or an idempotency token.
fn unique() -> Result<String, ClientError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        ClientError::new(ClientErrorKind::Sign, "the system gave no random numbers for a nonce").with_source(error)
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
