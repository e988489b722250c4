//! The seam between a call and what a program wants to see or add on its way.

use std::error::Error;
use std::time::{Duration, Instant};

use twinspec_core::{Arguments, HttpRequest, HttpResponse, LocalError, LocalErrorKind, Operation, RetryReason};

/// Sees each attempt of each call on its way, and can add to it or end it.
///
/// Several are asked in the order in which they were given to the builder. All methods do nothing
/// unless they are written. They hold up the call, so they should be quick, and must not block.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use twinspec_client::{Attempt, Intercepted, Interceptor};
/// use twinspec_core::{Arguments, LocalError, HttpResponse};
///
/// /// Marks all calls as made for one user, and counts the attempts that got no answer.
/// #[derive(Default)]
/// struct OnBehalf {
///     source_ip: String,
///     unanswered: AtomicU64,
/// }
///
/// impl Interceptor for OnBehalf {
///     fn before_signing(&self, _: Attempt, arguments: &mut Arguments) -> Intercepted {
///         arguments.add_header("x-source-ip", &self.source_ip);
///         Ok(())
///     }
///
///     fn after_response(&self, _: Attempt, result: Result<&HttpResponse, &LocalError>) {
///         self.unanswered.fetch_add(u64::from(result.is_err()), Ordering::Relaxed);
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Before the request is built and signed. The arguments are those of this attempt: what is added here is
    /// signed, and not there in the next attempt.
    ///
    /// # Errors
    ///
    /// Any error ends the call with [`LocalErrorKind::Interceptor`], and is its source.
    fn before_signing(&self, attempt: Attempt, arguments: &mut Arguments) -> Intercepted {
        let _ = (attempt, arguments);
        Ok(())
    }

    /// Before the signed request is sent.
    ///
    /// # Errors
    ///
    /// Any error ends the call with [`LocalErrorKind::Interceptor`], and is its source.
    fn before_sending(&self, attempt: Attempt, request: &mut HttpRequest) -> Intercepted {
        let _ = (attempt, request);
        Ok(())
    }

    /// After the answer came, whatever its status, or none did. It is as it came: it can hold sensitive values of
    /// the request. Of an answer that is a stream of events it is the head, with an empty body.
    fn after_response(&self, attempt: Attempt, result: Result<&HttpResponse, &LocalError>) {
        let _ = (attempt, result);
    }

    /// Before the client waits for this delay and then makes the next attempt.
    fn on_retry(&self, attempt: Attempt, reason: RetryReason, delay: Duration) {
        let _ = (attempt, reason, delay);
    }
}

/// What the methods of an [`Interceptor`] return that can end a call.
pub type Intercepted = Result<(), Box<dyn Error + Send + Sync>>;

/// An attempt of a call.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// Which attempt of the call it is, counted from 1.
    pub number: u32,
    /// When it began; its [`elapsed`](Instant::elapsed) is the duration so far.
    pub started: Instant,
}

impl Attempt {
    pub(crate) fn first(operation: &'static Operation) -> Self {
        Attempt { operation, number: 1, started: Instant::now() }
    }

    pub(crate) fn next(self) -> Self {
        Attempt { number: self.number.saturating_add(1), started: Instant::now(), ..self }
    }
}

pub(crate) fn intercepted(error: Box<dyn Error + Send + Sync>) -> LocalError {
    LocalError::new(LocalErrorKind::Interceptor, "an interceptor ended the call").with_source(error)
}
