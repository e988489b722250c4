//! Providers that a file describes: they are set up when credentials are first needed.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Credentials;

use super::{CredentialsError, CredentialsProvider};

/// The provider that a file describes, once it is known.
#[derive(Default)]
pub(super) struct Lazy {
    provider: Mutex<Option<Arc<dyn CredentialsProvider>>>,
}

impl Lazy {
    /// Asks the provider, which is set up first if that has not succeeded yet.
    pub(super) async fn credentials(
        &self,
        set_up: impl FnOnce() -> Result<Box<dyn CredentialsProvider>, CredentialsError>,
    ) -> Result<Credentials, CredentialsError> {
        let provider = {
            let mut provider = self.provider.lock().unwrap_or_else(PoisonError::into_inner);
            match &*provider {
                Some(provider) => Arc::clone(provider),
                None => Arc::clone(provider.insert(Arc::from(set_up()?))),
            }
        };
        provider.credentials().await
    }
}

impl fmt::Debug for Lazy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.provider.try_lock() {
            Ok(provider) => provider.fmt(f),
            Err(_) => f.write_str("being set up"),
        }
    }
}

/// The same credentials, with the names of those that found them in front of where they come from.
pub(super) fn found_by(finder: &str, credentials: Credentials) -> Credentials {
    let provider = credentials.provider().map(|provider| format!("{finder}/{provider}"));
    match provider {
        Some(provider) => credentials.with_provider(provider),
        None => credentials,
    }
}
