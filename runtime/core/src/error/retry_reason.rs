//! Whether a call that failed is attempted again.

use std::fmt;

use super::answer::cause;
use super::failure::{Cause, Failure};
use super::local_error::{LocalError, LocalErrorKind};
use crate::{HttpResponse, Operation};

/// Why a failed call may be attempted again: it can succeed, and cannot be executed twice with an effect.
///
/// ```
/// use twinspec_core::{Api, Headers, HttpResponse, Method, Operation, Plain, RetryReason};
///
/// static API: Api = Api::new("machines", "1", &Plain);
/// static START: Operation = Operation::new(&API, "start", &[Method::Post], "/machines/{id}/start");
///
/// let answer = |status| HttpResponse::new(status, Headers::default(), "");
/// assert_eq!(RetryReason::of_response(&START, &answer(429)), Some(RetryReason::Throttled));
/// // Whether this one was executed is not known.
/// assert_eq!(RetryReason::of_response(&START, &answer(503)), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryReason {
    /// The service refused the request because there were too many, before it did anything.
    Throttled,
    /// No connection came about, so that nothing was sent.
    Connect,
    /// The answer to a call that can be repeated did not come in time.
    Timeout,
    /// The connection failed during a call that can be repeated.
    Transport,
    /// A call that can be repeated was answered with an error that may pass.
    Answer,
    /// The service did not accept the credentials, and there are others. Such a call is attempted once more.
    Refused,
}

impl RetryReason {
    /// Why a call of an operation may be attempted again after this answer; `None` if it must not be, or if
    /// that is of no use.
    pub fn of_response(operation: &'static Operation, response: &HttpResponse) -> Option<Self> {
        cause(operation, response).and_then(|cause| Self::of(&Failure::new(operation, cause, 1)))
    }

    /// Why a call of an operation may be attempted again after this failure; `None` if it must not be, or if
    /// that is of no use.
    pub fn of_error(operation: &'static Operation, error: &LocalError) -> Option<Self> {
        Self::of(&Failure::new(operation, error.clone().into(), 1))
    }

    /// Why the call may be attempted again: that can help, and the call is repeatable or was never executed.
    fn of(failure: &Failure) -> Option<Self> {
        if !failure.is_retryable() {
            return None;
        }
        let reason = match &failure.cause {
            Cause::Service(error) if failure.is_throttled(error) => RetryReason::Throttled,
            Cause::Local(error) if error.status == Some(429) => RetryReason::Throttled,
            Cause::Local(error) => match error.kind {
                LocalErrorKind::Connect => RetryReason::Connect,
                LocalErrorKind::Timeout => RetryReason::Timeout,
                LocalErrorKind::Transport => RetryReason::Transport,
                _ => RetryReason::Answer,
            },
            Cause::Service(_) => RetryReason::Answer,
        };
        let never_executed = matches!(reason, RetryReason::Throttled | RetryReason::Connect);
        (never_executed || failure.operation.is_repeatable()).then_some(reason)
    }
}

impl fmt::Display for RetryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RetryReason::Throttled => "throttled",
            RetryReason::Connect => "no connection",
            RetryReason::Timeout => "no answer in time",
            RetryReason::Transport => "the connection failed",
            RetryReason::Answer => "an error that may pass",
            RetryReason::Refused => "credentials that were not accepted",
        })
    }
}
