//! Why the bytes of a body did not all come.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why the bytes of a [`StreamedBody`](crate::StreamedBody) did not all come.
#[derive(Debug, Clone)]
pub struct BodyError {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl BodyError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        BodyError { message: message.into(), source: None }
    }

    pub(super) fn with_source(mut self, source: Box<dyn Error + Send + Sync>) -> Self {
        self.source = Some(Arc::from(source));
        self
    }

    /// What the stream of the caller failed with.
    pub(crate) fn into_source(self) -> Option<Arc<dyn Error + Send + Sync>> {
        self.source
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
