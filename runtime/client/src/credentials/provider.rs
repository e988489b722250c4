//! The seam between a client and where its credentials come from.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use twinspec_core::{Authorize, Endpoint, Operation};

use super::CredentialsError;
use crate::Transport;

/// Tells a client who sends its requests.
///
/// A client asks before each attempt of a call, so a provider that has to fetch its credentials keeps them for as
/// long as they are good. If the service does not accept them (status 401), the client
/// [says so](Authorize::refused), and asks once more if that may help. `Debug` of a provider shows up in that of the
/// client: it must not show a secret.
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The credentials of the next request.
    ///
    /// # Errors
    ///
    /// If there are none; the call that needs them fails with
    /// [`LocalErrorKind::Credentials`](twinspec_core::LocalErrorKind::Credentials) and is not sent.
    fn credentials<'a>(&'a self, call: CredentialsCall<'a>) -> CredentialsFuture<'a>;
}

/// The call that credentials are for, and what the client has to fetch them with.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct CredentialsCall<'a> {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// Where the operation is called.
    pub endpoint: &'a Endpoint,
    /// How the client introduces itself.
    pub user_agent: &'a str,
    /// What the client sends with. A provider can use it for requests of its own.
    pub transport: &'a Arc<dyn Transport>,
}

impl<'a> CredentialsCall<'a> {
    /// A call of an operation by a client without a name.
    pub fn new(operation: &'static Operation, endpoint: &'a Endpoint, transport: &'a Arc<dyn Transport>) -> Self {
        CredentialsCall { operation, endpoint, user_agent: "", transport }
    }
}

impl fmt::Debug for CredentialsCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsCall")
            .field("operation", &self.operation.name)
            .field("endpoint", &self.endpoint.to_string())
            .finish_non_exhaustive()
    }
}

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Arc<dyn Authorize>, CredentialsError>> + Send + 'a>>;

/// A provider that several clients share.
impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials<'a>(&'a self, call: CredentialsCall<'a>) -> CredentialsFuture<'a> {
        (**self).credentials(call)
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
    fn credentials<'a>(&'a self, _: CredentialsCall<'a>) -> CredentialsFuture<'a> {
        Box::pin(ready(Ok(Arc::clone(&self.0))))
    }
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
