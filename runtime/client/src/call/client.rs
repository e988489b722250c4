//! The client that all generated clients wrap: it sends requests of any operation.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tracing::Instrument;
use twinspec_core::{
    Api, Arguments, Authorize, CallFacts, Endpoint, Error, EventSource, HttpRequest, HttpResponse, Input, LocalError,
    LocalErrorKind, Operation, Origin, Retry, RetryReason, conclude_bytes, conclude_head,
};

use super::event_stream::Begun;
use super::interceptor::intercepted;
use super::response_future::Answer;
use super::spans::CallSpan;
use super::unique::unique;
use crate::credentials::CredentialsCall;
use crate::retry::retries::{Next, Retries};
use crate::time::time_limit::TimeLimit;
use crate::transport::response_body::gather;
use crate::{
    Attempt, BodyStream, ByteStream, CredentialsProvider, EventStream, Interceptor, ResponseFuture, Timer, Transport,
};

/// Authorizes and sends requests of an API. Clones share settings and connections and are cheap.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) endpoint: Endpoint,
    /// Where operations are that are not there, by their names.
    pub(crate) elsewhere: BTreeMap<&'static str, Endpoint>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Arc<dyn CredentialsProvider>,
    pub(crate) user_agent: String,
    pub(crate) transport: Arc<dyn Transport>,
    /// How long an event may be, and an answer that is not a stream of them where one was asked for; and what sets how
    /// much memory an answer may take.
    pub(crate) max_response_bytes: usize,
    /// What waits outside of calls.
    pub(crate) timer: Option<Arc<dyn Timer>>,
    /// `None` if no call is repeated.
    pub(crate) retries: Option<Retries>,
    /// In the order in which they are asked.
    pub(crate) interceptors: Vec<Box<dyn Interceptor>>,
    /// `None` if a call may take any time.
    pub(crate) time_limit: Option<TimeLimit>,
}

/// How the body of an answer is read.
enum Reading {
    /// Whole.
    Whole,
    /// As it comes, if it is a sequence of items; here it is, once the answer has begun.
    Items(Option<BodyStream>),
    /// As it comes, whatever it is.
    Bytes(Option<BodyStream>),
}

impl Reading {
    /// The body that comes.
    fn into_body(self) -> Option<BodyStream> {
        match self {
            Reading::Whole => None,
            Reading::Items(body) | Reading::Bytes(body) => body,
        }
    }
}

/// What one attempt of a call came to.
struct Attempted {
    result: Result<HttpResponse, LocalError>,
    /// Those of the request, if there was one.
    credentials: Option<Arc<dyn Authorize>>,
}

/// What the last attempt of a call came to.
struct Outcome {
    attempts: u32,
    result: Result<HttpResponse, LocalError>,
}

impl Client {
    pub(crate) fn new(inner: Inner) -> Self {
        Client { inner: Arc::new(inner) }
    }

    /// The API that is called.
    pub fn api(&self) -> &'static Api {
        self.inner.api
    }

    /// The server that is called, unless an operation has a server of its own.
    pub fn origin(&self) -> &Origin {
        self.inner.endpoint.origin()
    }

    /// The server that is called, and the path before those of the operations, unless an operation has a server of its own.
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    pub(crate) fn timer(&self) -> Option<&dyn Timer> {
        self.inner.timer.as_deref()
    }

    /// Returns the authorized request that would be sent now for an input, without sending it.
    ///
    /// # Errors
    ///
    /// If the request cannot be built from the input, see [`RequestError`](twinspec_core::RequestError), there are no
    /// credentials, or an [`Interceptor`] refuses it.
    pub fn dry_run<I: Input>(
        &self,
        input: &I,
    ) -> impl Future<Output = Result<HttpRequest, Error<I::ErrorKind>>> + Send + use<I> {
        let inner = Arc::clone(&self.inner);
        let arguments = with_idempotency_token(Arguments::of(input));
        async move {
            let request = match arguments {
                Ok(arguments) => inner.request(&arguments, Attempt::first(arguments.operation()), None).await,
                Err(error) => Err(error),
            };
            request.map(|(request, _)| request).map_err(|error| Error::new(I::OPERATION, error))
        }
    }

    /// Sends the request of an input. Repeats it while it fails, if that is safe and the
    /// [`RetryPolicy`](crate::RetryPolicy) allows it.
    ///
    /// The input is read at once. Each attempt is authorized when it is made, the first when the future is first
    /// polled. Dropping the future ends the call.
    ///
    /// # Errors
    ///
    /// The error of the service, or what went wrong on this side: see
    /// [`LocalErrorKind`](twinspec_core::LocalErrorKind). It is the error of the last attempt.
    pub fn send<I: Input>(&self, input: &I) -> ResponseFuture<I::Output, I::ErrorKind> {
        // Compiled for each operation, so it is little.
        ResponseFuture { operation: I::OPERATION, answer: self.answer(Arguments::of(input)), response: PhantomData }
    }

    fn answer(&self, arguments: Arguments) -> Answer {
        let client = self.clone();
        let arguments = with_idempotency_token(arguments);
        Box::pin(async move {
            match arguments {
                Ok(arguments) => {
                    let (Outcome { attempts, result }, _) = client.call(arguments, Reading::Whole).await;
                    (result, attempts)
                }
                Err(error) => (Err(error), 1),
            }
        })
    }

    /// Sends the request of an input and returns the stream of events in the response.
    ///
    /// Until the response begins, it is a call like any other, which can be repeated and takes no longer than
    /// its `timeout`. A response that is an error is returned as the error. After that, the stream lasts as
    /// long as the service sends something, see [`EventStream`].
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn events<I: EventSource>(&self, input: &I) -> impl Future<Output = Begun<I>> + Send + use<I> {
        let limit = self.inner.max_response_bytes;
        let begun = self.begun(Arguments::of(input), Reading::Items(None));
        async move {
            let (Outcome { attempts, result }, body) = begun.await;
            let head = conclude_head(I::OPERATION, result, attempts)?;
            Ok(EventStream::new(I::OPERATION, I::FORMAT, head, body, limit))
        }
    }

    /// Sends the request of an input and returns the body of the response in pieces, as they come.
    ///
    /// Until the response begins, it is a call like any other, which can be repeated and takes no longer than
    /// its `timeout`. A response that is an error is returned as the error. After that, the stream lasts as long as the service
    /// sends something, see [`ByteStream`].
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn bytes<I: Input>(
        &self,
        input: &I,
    ) -> impl Future<Output = Result<ByteStream<I::ErrorKind>, Error<I::ErrorKind>>> + Send + use<I> {
        let begun = self.begun(Arguments::of(input), Reading::Bytes(None));
        async move {
            let (Outcome { attempts, result }, body) = begun.await;
            let head = conclude_bytes(I::OPERATION, result, attempts)?;
            Ok(ByteStream::new(I::OPERATION, head, body))
        }
    }

    /// A call whose answer is read as it comes, until it has begun.
    fn begun(
        &self,
        arguments: Arguments,
        reading: Reading,
    ) -> impl Future<Output = (Outcome, Option<BodyStream>)> + Send + use<> {
        let arguments = with_idempotency_token(arguments);
        let call = arguments.map(|arguments| self.clone().call(arguments, reading));
        async move {
            match call {
                Ok(call) => {
                    let (outcome, reading) = call.await;
                    (outcome, reading.into_body())
                }
                Err(error) => (Outcome { attempts: 1, result: Err(error) }, None),
            }
        }
    }

    /// One call, whatever the operation.
    async fn call(self, arguments: Arguments, mut reading: Reading) -> (Outcome, Reading) {
        let operation = arguments.operation();
        let span = CallSpan::new(operation, self.inner.endpoint_of(operation).origin(), self.inner.region.as_deref());
        let outcome = self.inner.execute(&arguments, &span, &mut reading).instrument(span.span()).await;
        span.end(outcome.attempts, &outcome.result);
        (outcome, reading)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("endpoint", &self.inner.endpoint.to_string())
            .field("region", &self.inner.region)
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}

impl Inner {
    /// Where an operation is.
    fn endpoint_of(&self, operation: &Operation) -> &Endpoint {
        self.elsewhere.get(operation.name).unwrap_or(&self.endpoint)
    }

    async fn execute(&self, arguments: &Arguments, span: &CallSpan, reading: &mut Reading) -> Outcome {
        let mut attempt = Attempt::first(arguments.operation());
        // In a box, since the futures around it are moved several times before they are polled.
        let attempts = Box::pin(self.attempts(arguments, span, &mut attempt, reading));
        let in_time = match &self.time_limit {
            Some(limit) => limit.hold(attempts).await,
            None => Ok(attempts.await),
        };
        let result = in_time.unwrap_or_else(|overrun| Err(overrun.error(attempt.number)));
        Outcome { attempts: attempt.number, result }
    }

    /// Attempts a call until it need not or must not be repeated. The number of the attempt is kept outside, for who ends the
    /// call before that.
    async fn attempts(
        &self,
        arguments: &Arguments,
        span: &CallSpan,
        current: &mut Attempt,
        reading: &mut Reading,
    ) -> Result<HttpResponse, LocalError> {
        let mut retry = None;
        let mut was_refused = false;
        loop {
            let attempt = *current;
            let attempt_span = span.attempt(&attempt);
            let Attempted { result, credentials } =
                self.attempt(arguments, attempt, retry, reading).instrument(attempt_span.span()).await;
            attempt_span.end(&attempt, &result);
            // A call whose credentials were not accepted was not executed, whatever it does.
            let is_refused = !was_refused && result.as_ref().is_ok_and(|response| response.status() == 401);
            was_refused = is_refused && credentials.is_some_and(|credentials| credentials.refused());
            let is_success = result.as_ref().is_ok_and(HttpResponse::is_success);
            let next = match &self.retries {
                _ if !is_success && arguments.is_spent() => {
                    Next::Stop("the body is a stream that cannot be sent again")
                }
                _ if was_refused => Next::Retry { reason: RetryReason::Refused, delay: Duration::ZERO },
                Some(retries) => retries.next(attempt.operation, attempt.number, &result),
                None => Next::Stop("nothing is repeated"),
            };
            attempt_span.report(&attempt, &result, &next);
            let Next::Retry { delay, reason } = next else {
                return result;
            };
            self.interceptors.iter().for_each(|interceptor| interceptor.on_retry(attempt, reason, delay));
            drop((result, attempt_span));
            if let Some(retries) = self.retries.as_ref().filter(|_| reason != RetryReason::Refused) {
                retries.sleep(delay).await;
            }
            retry = Some(Retry { attempts: attempt.number, delay });
            *current = attempt.next();
        }
    }

    async fn attempt(
        &self,
        arguments: &Arguments,
        attempt: Attempt,
        retry: Option<Retry>,
        reading: &mut Reading,
    ) -> Attempted {
        let (request, credentials) = match self.request(arguments, attempt, retry).await {
            Ok(authorized) => authorized,
            Err(error) => return Attempted { result: Err(error), credentials: None },
        };
        let result = match reading {
            _ if request.streamed_body().is_some() && !self.transport.sends_streams() => Err(streams_unsupported()),
            Reading::Whole => self.transport.send(&request).await,
            Reading::Items(body) => self.begin(&request, body, HttpResponse::is_event_stream).await,
            Reading::Bytes(body) => self.begin(&request, body, |_| true).await,
        };
        self.interceptors.iter().for_each(|interceptor| interceptor.after_response(attempt, result.as_ref()));
        let result = result.map(|response| request.redact(response).with_max_bytes(self.max_response_bytes));
        Attempted { result, credentials: Some(credentials) }
    }

    /// The head of an answer of success whose body is wanted as it comes; any other answer whole.
    async fn begin(
        &self,
        request: &HttpRequest,
        body: &mut Option<BodyStream>,
        is_wanted: fn(&HttpResponse) -> bool,
    ) -> Result<HttpResponse, LocalError> {
        let streamed = self.transport.stream(request).await?;
        if streamed.head.is_success() && is_wanted(&streamed.head) {
            *body = Some(streamed.body);
            return Ok(streamed.head);
        }
        gather(streamed, request.origin(), self.max_response_bytes).await
    }

    /// The request of an attempt, as it goes to the transport, and the credentials that it has.
    async fn request(
        &self,
        arguments: &Arguments,
        attempt: Attempt,
        retry: Option<Retry>,
    ) -> Result<(HttpRequest, Arc<dyn Authorize>), LocalError> {
        if self.interceptors.is_empty() {
            return self.authorized(arguments, retry).await;
        }
        let mut arguments = arguments.clone();
        for interceptor in &self.interceptors {
            interceptor.before_signing(attempt, &mut arguments).map_err(intercepted)?;
        }
        let (mut request, credentials) = self.authorized(&arguments, retry).await?;
        for interceptor in &self.interceptors {
            interceptor.before_sending(attempt, &mut request).map_err(intercepted)?;
        }
        Ok((request, credentials))
    }

    async fn authorized(
        &self,
        arguments: &Arguments,
        retry: Option<Retry>,
    ) -> Result<(HttpRequest, Arc<dyn Authorize>), LocalError> {
        let operation = arguments.operation();
        let (endpoint, user_agent) = (self.endpoint_of(operation), &*self.user_agent);
        let call = CredentialsCall { operation, endpoint, user_agent, transport: &self.transport };
        let credentials = self.credentials.credentials(call).await?;
        let nonce = unique()?;
        let facts = CallFacts { endpoint, user_agent, time: SystemTime::now(), nonce: &nonce, retry };
        let request = facts.request(arguments, &*credentials)?;
        Ok((request, credentials))
    }
}

fn streams_unsupported() -> LocalError {
    let message = "the transport does not send bodies that are streams; pass the body as bytes";
    LocalError::new(LocalErrorKind::Request, message)
}

/// The arguments with an idempotency token for all attempts of the call, if the caller gave none.
fn with_idempotency_token(mut arguments: Arguments) -> Result<Arguments, LocalError> {
    if arguments.lacks_idempotency_token() {
        arguments.fill_idempotency_token(&unique()?);
    }
    Ok(arguments)
}
