//! A failure on this side of the wire.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::{BodyError, DecodeError, RequestError};

/// What failed, if the error does not come from the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LocalErrorKind {
    /// The request could not be built; nothing was sent.
    Request,
    /// There are no credentials, or they cannot be used; nothing was sent.
    Credentials,
    /// The request could not be signed, for example because random numbers are missing; nothing was sent.
    Sign,
    /// The stream that the caller passed as the body failed, or was not as long as was said. The service got a part of the request
    /// at most.
    Body,
    /// No connection to the server could be made, or not in time; nothing was sent.
    Connect,
    /// The connection failed before the whole response had arrived. Whether the call was executed is not known.
    Transport,
    /// The whole response did not arrive in time. Whether the call was executed is not known.
    Timeout,
    /// The response is longer than the client reads. The status says whether the call was executed or refused.
    TooLarge,
    /// The response fits neither the operation nor the error format of the service.
    Decode,
    /// One of the caller's interceptors ended the call; the attempt that it ended sent nothing.
    Interceptor,
    /// The pages of an operation form a circle: one has the token of a page that was read before.
    Pagination,
    /// The caller's waiting time ended before the long-running operation. The operation is still running.
    Unfinished,
}

impl LocalErrorKind {
    /// The kind of a failure that has such a source.
    pub(crate) fn of(error: &DecodeError) -> Self {
        match error {
            DecodeError::TooLarge { .. } => LocalErrorKind::TooLarge,
            _ => LocalErrorKind::Decode,
        }
    }
}

/// A failure on this side of the wire: its kind, what happened, and why.
#[derive(Debug, Clone)]
pub struct LocalError {
    pub(crate) kind: LocalErrorKind,
    pub(crate) message: String,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) source: Option<Arc<dyn Error + Send + Sync>>,
}

impl LocalError {
    /// A failure with a message, which must not show secrets or arguments.
    pub fn new(kind: LocalErrorKind, message: impl Into<String>) -> Self {
        LocalError { kind, message: message.into(), status: None, request_id: None, source: None }
    }

    /// What failed.
    pub fn kind(&self) -> LocalErrorKind {
        self.kind
    }

    /// The HTTP status, if a response began to arrive.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The same failure with the status of the response, if one began to arrive.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The same failure with the id of the request, if the response contains it.
    pub fn with_request_id(mut self, request_id: &str) -> Self {
        self.request_id = Some(request_id.to_owned()).filter(|id| !id.is_empty());
        self
    }

    /// The same failure with its cause.
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }
}

impl fmt::Display for LocalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for LocalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}

impl From<RequestError> for LocalError {
    fn from(error: RequestError) -> Self {
        let kind = match error {
            RequestError::Credentials { .. } => LocalErrorKind::Credentials,
            _ => LocalErrorKind::Request,
        };
        LocalError::new(kind, format!("the request could not be built: {error}")).with_source(error)
    }
}

/// The words of the error, and its cause.
impl From<BodyError> for LocalError {
    fn from(error: BodyError) -> Self {
        let local = LocalError::new(LocalErrorKind::Body, error.to_string());
        LocalError { source: error.into_source(), ..local }
    }
}
