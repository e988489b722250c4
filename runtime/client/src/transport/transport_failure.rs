//! The failures of the transports of this crate, in the same words whichever it is.

use std::error::Error;
use std::time::Duration;

use twinspec_core::{LocalError, LocalErrorKind, Origin};

type Source = Box<dyn Error + Send + Sync>;

/// Nobody drives input and output here.
pub(crate) fn no_runtime() -> LocalError {
    let message = "the call was made outside of a `tokio` runtime, which the transport needs";
    LocalError::new(LocalErrorKind::Connect, message)
}

/// The transport, or TLS, could not be set up.
pub(crate) fn set_up(source: impl Into<Source>) -> LocalError {
    LocalError::new(LocalErrorKind::Connect, "the HTTP client could not be set up").with_source(source)
}

pub(crate) fn unreachable(origin: &Origin, source: impl Into<Source>) -> LocalError {
    LocalError::new(LocalErrorKind::Connect, format!("{origin} could not be reached")).with_source(source)
}

pub(crate) fn connect_timeout(origin: &Origin, timeout: Duration) -> LocalError {
    LocalError::new(LocalErrorKind::Connect, format!("{origin} could not be reached within {timeout:?}"))
}

/// A connection was there, but was closed before anything of the request was written to it.
pub(crate) fn unsent(origin: &Origin, source: impl Into<Source>) -> LocalError {
    let message = format!("the connection to {origin} was closed before the request was sent");
    LocalError::new(LocalErrorKind::Connect, message).with_source(source)
}

pub(crate) fn no_answer(origin: &Origin, source: impl Into<Source>) -> LocalError {
    let message = format!("the connection to {origin} failed before an answer came");
    LocalError::new(LocalErrorKind::Transport, message).with_source(source)
}

/// The head of the answer came, and so many bytes of its body.
pub(crate) fn truncated(origin: &Origin, status: u16, bytes: usize, source: impl Into<Source>) -> LocalError {
    let message =
        format!("the response of {origin} is truncated: the connection failed after {bytes} bytes of its body");
    LocalError::new(LocalErrorKind::Transport, message).with_status(status).with_source(source)
}

pub(crate) fn silent(origin: &Origin, timeout: Duration) -> LocalError {
    LocalError::new(LocalErrorKind::Timeout, format!("{origin} was silent for {timeout:?}"))
}

/// The head of the answer came, and so many bytes of its body.
pub(crate) fn silent_body(origin: &Origin, status: u16, bytes: usize, timeout: Duration) -> LocalError {
    let message = format!("{origin} was silent for {timeout:?} after {bytes} bytes of the body of its answer");
    LocalError::new(LocalErrorKind::Timeout, message).with_status(status)
}

/// Whether hyper gave the request back, so that nothing of it was written to the connection.
pub(crate) fn is_unsent(error: &(dyn Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| (*error).source())
        .filter_map(|error| error.downcast_ref::<hyper::Error>())
        .any(hyper::Error::is_canceled)
}
