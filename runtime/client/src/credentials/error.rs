//! Why there are no credentials.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use twinspec_core::{LocalError, LocalErrorKind};

/// Why a provider has no credentials, and what to do.
#[derive(Debug, Clone)]
pub struct CredentialsError {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// What happened in words, which must show no secret.
    pub fn new(message: impl Into<String>) -> Self {
        CredentialsError { message: message.into(), source: None }
    }

    /// The same error with its cause, whose words must show no secret either.
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}

impl From<CredentialsError> for LocalError {
    fn from(error: CredentialsError) -> Self {
        let local_error = LocalError::new(LocalErrorKind::Credentials, error.message.clone());
        match error.source {
            Some(_) => local_error.with_source(error),
            None => local_error,
        }
    }
}
