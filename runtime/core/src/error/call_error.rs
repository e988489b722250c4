//! Why a call failed.

use std::fmt;
use std::hash::Hash;

use super::failure::{Cause, Failure, Place};
use super::local_error::{LocalError, LocalErrorKind};
use crate::{Decode, DecodeError, Operation, ServiceError};

/// The error kinds of an operation: one for each row of its error table, one for other codes of the
/// service, and one for failures on this side.
pub trait ErrorKind: Copy + Eq + Hash + fmt::Debug + Send + Sync + 'static {
    /// The kinds in the order of the operation's error table, one for each row.
    const TABLE: &'static [Self];
    /// The kind of a code that the table does not list.
    const UNLISTED: Self;
    /// The kind of a failure on this side: the error does not come from the service.
    const LOCAL: Self;
}

/// The error kinds of an operation whose description says what the bodies of its errors are.
///
/// Generated for such an operation, for [`Error::body`].
pub trait TypedErrors: ErrorKind {
    /// The body of an error.
    type Body: Decode + Default;
}

/// Why a call failed.
///
/// `Display` shows all that is known: code, status, message, request id, remedy, and the number of attempts if
/// there was more than one. It is one line: what the service said is [cleaned and cut](crate::printable). The accessors
/// return it unchanged.
#[derive(Debug, Clone)]
pub struct Error<K> {
    kind: K,
    failure: Box<Failure>,
}

impl<K: ErrorKind> Error<K> {
    /// The error of a call of an operation.
    pub fn new(operation: &'static Operation, cause: impl Into<Cause>) -> Self {
        Error::of(Box::new(Failure::new(operation, cause.into(), 1)))
    }

    /// The kind of the error, to match on.
    pub fn kind(&self) -> K {
        self.kind
    }
}

impl<K: TypedErrors> Error<K> {
    /// The body of the error response, read as the type that the description gives it. `None` if the service did not answer with
    /// an error, or if the body does not fit the type; [`ServiceError::body`] has the body as received.
    pub fn body(&self) -> Option<K::Body> {
        let (error, operation) = (self.service()?, self.failure.operation);
        error.body_by(&|text, budget| operation.read_xml(error.status, text, budget)).ok()
    }
}

// Compiled for each operation, so it is little.
impl<K: ErrorKind> Error<K> {
    pub(crate) fn of(failure: Box<Failure>) -> Self {
        let kind = match failure.place() {
            Place::Row(row) if row < K::TABLE.len() => K::TABLE[row],
            Place::Row(_) | Place::Other => K::UNLISTED,
            Place::Local => K::LOCAL,
        };
        Error { kind, failure }
    }
}

impl<K> Error<K> {
    /// The same error, after so many `attempts`.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.failure.attempts = attempts;
        self
    }

    /// How often the call was attempted, 1 if it was not repeated. The error is that of the last attempt.
    pub fn attempts(&self) -> u32 {
        self.failure.attempts
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.failure.operation
    }

    /// The error code of the service.
    pub fn code(&self) -> Option<&str> {
        self.service().map(ServiceError::code)
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        match &self.failure.cause {
            Cause::Service(error) => Some(error.status),
            Cause::Local(error) => error.status,
        }
    }

    /// The id of the request, if a response contained it.
    pub fn request_id(&self) -> Option<&str> {
        match &self.failure.cause {
            Cause::Service(error) => error.request_id(),
            Cause::Local(error) => error.request_id.as_deref(),
        }
    }

    /// The message of the service, or what happened on this side.
    pub fn message(&self) -> &str {
        match &self.failure.cause {
            Cause::Service(error) => error.message(),
            Cause::Local(error) => &error.message,
        }
    }

    /// What the caller can do, if the description says it.
    pub fn remedy(&self) -> Option<&'static str> {
        self.failure.row.map(|row| row.remedy).filter(|remedy| !remedy.is_empty())
    }

    /// Whether the same call can succeed when it is repeated. It does not say that repeating is safe: after
    /// [`LocalErrorKind::Transport`], [`LocalErrorKind::Timeout`] or a status such as 503 the service may have
    /// executed the call. [`RetryReason`](crate::RetryReason) is about both.
    pub fn is_retryable(&self) -> bool {
        self.failure.is_retryable()
    }

    /// The whole error of the service, if it returned one.
    pub fn service(&self) -> Option<&ServiceError> {
        match &self.failure.cause {
            Cause::Service(error) => Some(error),
            Cause::Local(_) => None,
        }
    }

    /// The whole failure on this side, if the error does not come from the service.
    pub fn local(&self) -> Option<&LocalError> {
        match &self.failure.cause {
            Cause::Service(_) => None,
            Cause::Local(error) => Some(error),
        }
    }

    /// The kind of the failure on this side, if the error does not come from the service.
    ///
    /// ```
    /// # use twinspec_core::{LocalErrorKind, Error};
    /// fn came_too_late<K>(error: &Error<K>) -> bool {
    ///     error.local_kind() == Some(LocalErrorKind::Timeout)
    /// }
    /// ```
    pub fn local_kind(&self) -> Option<LocalErrorKind> {
        self.local().map(LocalError::kind)
    }

    /// What the response is, if it fits neither the operation nor the error format of the service.
    ///
    /// ```
    /// # use twinspec_core::{DecodeError, Error};
    /// fn was_answered_by_a_proxy<K>(error: &Error<K>) -> bool {
    ///     matches!(error.decode_error(), Some(DecodeError::Html))
    /// }
    /// ```
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.local()?.source.as_ref()?.downcast_ref()
    }
}

impl<K> fmt::Display for Error<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl<K: fmt::Debug> std::error::Error for Error<K> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.failure.source()
    }
}
