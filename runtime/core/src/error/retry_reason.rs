//! Whether a call that failed is attempted again, and what the next attempt tells the service.

use std::fmt;
use std::time::Duration;

use crate::error::call_error::Failure;
use crate::response::conclude::failure;
use crate::{ClientError, HttpResponse, Operation};

/// What a request that is not the first of its call tells the service, see
/// [`Signer::sign_retry`](crate::Signer::sign_retry).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How many attempts were made before, sent as `x-acs-retry-attempts`; 1 for the first retry.
    pub attempts: u32,
    /// How long the client waited before this one, sent as `x-acs-retry-delay` in whole milliseconds.
    pub delay: Duration,
}

/// Why a failed call may be attempted again: it can succeed, and cannot be executed twice with an effect.
///
/// ```
/// use twinspec_core::{
///     Api, ApiStyle, Headers, HttpResponse, Method, Operation, ResponseFormat, RetryReason,
/// };
///
/// static API: Api =
///     Api { product: "Ecs", version: "2014-05-26", style: ApiStyle::Rpc, endpoints: &[] };
/// static WRITE: Operation = Operation {
///     api: &API,
///     action: "StartInstance",
///     read_only: false,
///     idempotency_token: None,
///     methods: &[Method::Post],
///     path: "/",
///     parameters: &[],
///     response: ResponseFormat::Json,
///     errors: &[],
/// };
///
/// let answer = |status, code| {
///     let body = format!(r#"{{"Code":"{code}"}}"#).into_bytes();
///     HttpResponse::new(status, Headers::default(), body)
/// };
/// let throttled = answer(400, "Throttling.User");
/// assert_eq!(RetryReason::of_response(&WRITE, &throttled), Some(RetryReason::Throttled));
/// // Whether this one was executed is not known.
/// let unavailable = answer(503, "ServiceUnavailable");
/// assert_eq!(RetryReason::of_response(&WRITE, &unavailable), None);
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
        let cause = failure(response)?;
        Failure::new(operation, cause, 1).retry_reason()
    }

    /// Why a call of an operation may be attempted again after this failure; `None` if it must not be, or if
    /// that is of no use.
    pub fn of_error(operation: &'static Operation, error: &ClientError) -> Option<Self> {
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
