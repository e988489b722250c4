//! The seam between a client and where its credentials come from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::Credentials;

use super::CredentialsError;

/// Tells a client what to sign with.
///
/// A client asks before each attempt of a call, so a provider that has to fetch its credentials keeps them for as
/// long as they are good. `Debug` of a provider shows up in that of the client: it must not show a secret.
///
/// [`Credentials`] are a provider themselves, of what never changes. One's own is a few lines:
///
/// ```
/// use twinspec_alibaba::credentials::{CredentialsError, CredentialsFuture, CredentialsProvider};
/// use twinspec_alibaba::Credentials;
///
/// /// An access key that another part of the program keeps in a file.
/// #[derive(Debug)]
/// struct KeyFile(std::path::PathBuf);
///
/// impl CredentialsProvider for KeyFile {
///     fn credentials(&self) -> CredentialsFuture<'_> {
///         Box::pin(async {
///             let text = std::fs::read_to_string(&self.0)
///                 .map_err(|error| CredentialsError::new("the key file cannot be read").with_source(error))?;
///             match text.trim().split_once(':') {
///                 Some((id, secret)) => Ok(Credentials::new(id, secret)),
///                 None => Err(CredentialsError::new("the key file has no `id:secret`")),
///             }
///         })
///     }
/// }
/// ```
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The credentials to sign the next request with.
    ///
    /// # Errors
    ///
    /// If there are none; the call that needs them fails with
    /// [`LocalErrorKind::Credentials`](twinspec_core::LocalErrorKind::Credentials) and is not sent.
    fn credentials(&self) -> CredentialsFuture<'_>;
}

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// Credentials that never change.
impl CredentialsProvider for Credentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async { Ok(self.clone()) })
    }
}

/// A provider that several clients share.
impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        (**self).credentials()
    }
}
