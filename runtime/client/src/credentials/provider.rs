//! The seam between a client and where its credentials come from.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use twinspec_core::Authorize;

use super::CredentialsError;

/// Tells a client who sends its requests.
///
/// A client asks before each attempt of a call, so a provider that has to fetch its credentials keeps them for as
/// long as they are good. `Debug` of a provider shows up in that of the client: it must not show a secret.
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The credentials of the next request.
    ///
    /// # Errors
    ///
    /// If there are none; the call that needs them fails with
    /// [`LocalErrorKind::Credentials`](twinspec_core::LocalErrorKind::Credentials) and is not sent.
    fn credentials(&self) -> CredentialsFuture<'_>;
}

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Arc<dyn Authorize>, CredentialsError>> + Send + 'a>>;

/// A provider that several clients share.
impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        (**self).credentials()
    }
}

/// Credentials that never change.
#[derive(Clone)]
pub struct Fixed(Arc<dyn Authorize>);

impl Fixed {
    /// A provider of these credentials.
    pub fn new(credentials: impl Authorize + 'static) -> Self {
        Fixed(Arc::new(credentials))
    }
}

impl CredentialsProvider for Fixed {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(ready(Ok(Arc::clone(&self.0))))
    }
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
