//! Requests of providers: one request, one answer, within a limit of time.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use twinspec_core::{HttpRequest, HttpResponse, LocalErrorKind};
use zeroize::Zeroize;

use super::json::Object;
use super::{CredentialsError, ProviderConfig};
use twinspec_client::{BuildError, Overrun, TimeLimit, Transport, default_timer, default_transport};

/// No answer with credentials is longer.
const MAX_BYTES: usize = 1 << 20;

/// How long a request may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    connect: Duration,
    answer: Duration,
}

impl Limits {
    /// Those of the official SDKs for a service on the network.
    pub(super) const SERVICE: Limits = Limits { connect: Duration::from_secs(5), answer: Duration::from_secs(10) };
    /// Those of the official SDKs for the metadata service, which is on the same host.
    pub(super) const METADATA: Limits = Limits { connect: Duration::from_secs(1), answer: Duration::from_secs(1) };

    fn whole(self) -> Duration {
        self.connect + self.answer
    }
}

/// What came back. The body is overwritten when it is dropped, unless the transport kept a copy.
pub(super) struct Answer {
    /// What errors call it.
    place: String,
    pub(super) status: u16,
    body: Bytes,
}

/// No answer came.
pub(super) struct Unanswered {
    /// Whether not even a connection came about.
    pub(super) unreachable: bool,
    pub(super) error: CredentialsError,
}

impl From<Unanswered> for CredentialsError {
    fn from(unanswered: Unanswered) -> Self {
        unanswered.error
    }
}

impl ProviderConfig {
    /// Sends a request once. `place` is what errors call the answer.
    pub(super) async fn exchange(
        &self,
        request: &HttpRequest,
        limits: Limits,
        place: String,
    ) -> Result<Answer, Unanswered> {
        let (transport, default_timer) = match self.given_transport() {
            Some(transport) => (transport, None),
            None => (self.default_transport(request, limits)?, default_timer()),
        };
        let sent = match self.given_timer().or(default_timer) {
            None => transport.send(request).await,
            Some(timer) => {
                let sent = TimeLimit::new(limits.whole(), timer).hold(transport.send(request)).await;
                sent.map_err(|Overrun { timeout }| {
                    let message = format!("{} did not respond within {timeout:?}", request.origin());
                    Unanswered { unreachable: false, error: CredentialsError::new(message) }
                })?
            }
        };
        match sent {
            Ok(response) => Ok(Answer::new(place, request.redact(response))),
            Err(error) => Err(Unanswered {
                unreachable: error.kind() == LocalErrorKind::Connect,
                error: CredentialsError::new(error.to_string()).with_source(error),
            }),
        }
    }

    fn default_transport(&self, request: &HttpRequest, limits: Limits) -> Result<Arc<dyn Transport>, Unanswered> {
        let settings = self
            .default_transport_settings()
            .connect_timeout(limits.connect)
            .read_timeout(limits.whole())
            .max_response_bytes(MAX_BYTES);
        default_transport(&settings).map_err(|error| {
            let message = match &error {
                BuildError::NoTransport => format!(
                    "there is no transport to call {}; set one with `ProviderConfig::transport` or \
                     `Builder::transport`, or enable the feature `reqwest` or `hyper` of `twinspec-alibaba`",
                    request.origin()
                ),
                error => error.to_string(),
            };
            Unanswered { unreachable: true, error: CredentialsError::new(message).with_source(error) }
        })
    }
}

impl Answer {
    fn new(place: String, response: HttpResponse) -> Self {
        Answer { place, status: response.status(), body: response.into_body() }
    }

    /// What errors call the answer.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// The text that the body is.
    pub(super) fn text(&self) -> Result<&str, CredentialsError> {
        std::str::from_utf8(&self.body).map_err(|_| CredentialsError::new(format!("{} is not UTF-8", self.place)))
    }

    /// The JSON object that the body is, whatever the status.
    pub(super) fn object(&self) -> Result<Object, CredentialsError> {
        Object::parse(&self.place, &self.body)
    }

    /// Refuses any status but 200.
    pub(super) fn success(self) -> Result<Self, CredentialsError> {
        match self.status {
            200 => Ok(self),
            status => Err(CredentialsError::new(format!("{} has the status {status}", self.place))),
        }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Ok(mut body) = std::mem::take(&mut self.body).try_into_mut() {
            body.zeroize();
        }
    }
}
