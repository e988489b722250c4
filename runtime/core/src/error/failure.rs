//! Why a call failed, whatever the error kinds of its operation.

use std::fmt;

use super::local_error::{LocalError, LocalErrorKind};
use super::printable::printable;
use crate::{ErrorRow, Operation, ServiceError};

/// Why a call of an operation failed.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(super) operation: &'static Operation,
    pub(super) row: Option<&'static ErrorRow>,
    pub(super) cause: Cause,
    pub(super) attempts: u32,
}

/// Where the kind of an error is found: in the operation's table, or outside it.
pub(super) enum Place {
    Row(usize),
    Other,
    Local,
}

/// Who failed: the service, or this side of the wire.
#[derive(Debug, Clone)]
pub enum Cause {
    /// The service answered with an error.
    Service(Box<ServiceError>),
    /// The error does not come from the service.
    Local(LocalError),
}

impl From<ServiceError> for Cause {
    fn from(error: ServiceError) -> Self {
        Cause::Service(Box::new(error))
    }
}

impl<E: Into<LocalError>> From<E> for Cause {
    fn from(error: E) -> Self {
        Cause::Local(error.into())
    }
}

impl Failure {
    pub(crate) fn new(operation: &'static Operation, cause: Cause, attempts: u32) -> Self {
        let row = match &cause {
            Cause::Service(error) => operation
                .errors
                .iter()
                .find(|row| row.code == error.code && row.status == error.status)
                .or_else(|| operation.error_row(&error.code)),
            Cause::Local(_) => None,
        };
        Failure { operation, row, cause, attempts }
    }

    /// Where the kind of the error is found.
    pub(super) fn place(&self) -> Place {
        let Cause::Service(_) = self.cause else { return Place::Local };
        let position = |row: &'static ErrorRow| self.operation.errors.iter().position(|other| std::ptr::eq(row, other));
        self.row.and_then(position).map_or(Place::Other, Place::Row)
    }

    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Service(_) => None,
            Cause::Local(error) => std::error::Error::source(error),
        }
    }

    pub(super) fn is_retryable(&self) -> bool {
        match (&self.cause, self.row) {
            (_, Some(row)) => row.retryable,
            (Cause::Service(error), None) => self.is_throttled(error) || is_retryable_status(error.status),
            (Cause::Local(error), None) => match error.kind {
                LocalErrorKind::Connect | LocalErrorKind::Transport | LocalErrorKind::Timeout => true,
                LocalErrorKind::Decode => error.status.is_some_and(is_retryable_status),
                LocalErrorKind::Request
                | LocalErrorKind::Credentials
                | LocalErrorKind::Sign
                | LocalErrorKind::Body
                | LocalErrorKind::Interceptor
                | LocalErrorKind::TooLarge
                | LocalErrorKind::Pagination
                | LocalErrorKind::Unfinished => false,
            },
        }
    }

    /// Whether the service throttled the call without reading it.
    pub(super) fn is_throttled(&self, error: &ServiceError) -> bool {
        error.status == 429 || self.operation.api.protocol.is_throttled(&error.code)
    }
}

/// Without the tables of the operation.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("operation", &self.operation.name)
            .field("cause", &self.cause)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

fn is_retryable_status(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// How much is shown of a code and of an id, in characters.
const MAX_NAME: usize = 100;

/// How much is shown of a message and of a remedy, in characters.
const MAX_PROSE: usize = 600;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation.name)?;
        let request_id = match &self.cause {
            Cause::Service(error) => {
                write!(f, "{} (status {})", printable(&error.code, MAX_NAME), error.status)?;
                let message = printable(&error.message, MAX_PROSE);
                if !message.is_empty() {
                    write!(f, ": {message}")?;
                }
                &error.request_id
            }
            Cause::Local(error) => {
                f.write_str(&error.message)?;
                &error.request_id
            }
        };
        if let Some(request_id) = request_id {
            write!(f, " (request {})", printable(request_id, MAX_NAME))?;
        }
        if self.attempts > 1 {
            write!(f, " after {} attempts", self.attempts)?;
        }
        match self.row {
            Some(row) if !row.remedy.is_empty() => write!(f, "; remedy: {}", printable(row.remedy, MAX_PROSE)),
            _ => Ok(()),
        }
    }
}
