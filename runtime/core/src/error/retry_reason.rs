//! Whether a call that failed is attempted again, and what the next attempt tells the service.

use std::fmt;
use std::time::Duration;

use crate::error::call_error::Failure;
use crate::response::conclude::failure;
use crate::{HttpResponse, LocalError, Operation};

/// What went before a request that is not the first of its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How many attempts were made before; 1 for the first retry.
    pub attempts: u32,
    /// How long the client waited before this one.
    pub delay: Duration,
}

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
}

impl RetryReason {
    /// Why a call of an operation may be attempted again after this answer; `None` if it must not be, or if
    /// that is of no use.
    pub fn of_response(operation: &'static Operation, response: &HttpResponse) -> Option<Self> {
        let cause = failure(operation, response)?;
        Failure::new(operation, cause, 1).retry_reason()
    }

    /// Why a call of an operation may be attempted again after this failure; `None` if it must not be, or if
    /// that is of no use.
    pub fn of_error(operation: &'static Operation, error: &LocalError) -> Option<Self> {
        Failure::new(operation, error.clone().into(), 1).retry_reason()
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
        })
    }
}
