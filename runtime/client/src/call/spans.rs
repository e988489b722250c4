//! What a call reports to `tracing`: a span for the call, one for each attempt, and an event at the end of an attempt.
//!
//! Neither holds an argument, a secret, or a text of the service.

use std::time::{Duration, Instant};

use tracing::{Span, field};
use twinspec_core::{HttpResponse, LocalError, Operation, Origin, printable};

use crate::Attempt;
use crate::retry::retries::Next;

type Answer = Result<HttpResponse, LocalError>;

/// How much of an id is noted, in characters.
const MAX_REQUEST_ID: usize = 100;

/// The span of a call.
pub(crate) struct CallSpan {
    operation: &'static Operation,
    span: Span,
    started: Instant,
}

/// The span of an attempt.
pub(crate) struct AttemptSpan {
    operation: &'static Operation,
    span: Span,
}

impl CallSpan {
    pub(crate) fn new(operation: &'static Operation, origin: &Origin, region: Option<&str>) -> Self {
        let span = tracing::info_span!(
            "api_call",
            api = operation.api.name,
            operation = operation.name,
            endpoint = origin.authority(),
            region,
            status = field::Empty,
            request_id = field::Empty,
            attempts = field::Empty,
            duration_ms = field::Empty,
        );
        CallSpan { operation, span, started: Instant::now() }
    }

    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn attempt(&self, attempt: &Attempt) -> AttemptSpan {
        let span = tracing::debug_span!(
            parent: &self.span,
            "api_call_attempt",
            attempt = attempt.number,
            status = field::Empty,
            request_id = field::Empty,
            duration_ms = field::Empty,
        );
        AttemptSpan { operation: self.operation, span }
    }

    /// Notes what the call came to.
    pub(crate) fn end(&self, attempts: u32, result: &Answer) {
        self.span.record("attempts", attempts);
        record(self.operation, &self.span, result, self.started.elapsed());
    }
}

impl AttemptSpan {
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Notes what the attempt came to.
    pub(crate) fn end(&self, attempt: &Attempt, result: &Answer) {
        record(self.operation, &self.span, result, attempt.started.elapsed());
    }

    /// Tells what comes next, and why.
    pub(crate) fn report(&self, attempt: &Attempt, result: &Answer, next: &Next) {
        let attempt = attempt.number;
        let response = result.as_ref().ok();
        let status = response.map(HttpResponse::status);
        let bytes = response.map(|response| response.body().len());
        let error = result.as_ref().err().map(field::display);
        self.span.in_scope(|| match next {
            Next::Stop(why) => tracing::debug!(attempt, status, bytes, error, why, "not repeated"),
            Next::Retry { reason, delay } => {
                let delay_ms = milliseconds(*delay);
                tracing::debug!(attempt, status, bytes, error, why = %reason, delay_ms, "to be repeated");
            }
        });
    }
}

fn record(operation: &Operation, span: &Span, result: &Answer, duration: Duration) {
    if span.is_disabled() {
        return;
    }
    span.record("duration_ms", milliseconds(duration));
    if let Ok(response) = result {
        span.record("status", response.status());
        if let Some(request_id) = operation.api.protocol.request_id(response) {
            span.record("request_id", &*printable(&request_id, MAX_REQUEST_ID));
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
