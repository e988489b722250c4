//! Who sends a request.

use std::fmt;

use crate::{CallFacts, RequestDraft, RequestError};

/// Credentials: they state in a request who sends it. `Debug` must not show a secret.
///
/// ```
/// use twinspec_core::{Authorize, CallFacts, RequestDraft, RequestError, Sensitive};
///
/// #[derive(Debug)]
/// struct Key(Sensitive<String>);
///
/// impl Authorize for Key {
///     fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
///         draft.add_secret_header("x-api-key", self.0.expose())
///     }
/// }
/// ```
pub trait Authorize: fmt::Debug + Send + Sync {
    /// Adds the credentials to a request that is otherwise complete.
    ///
    /// # Errors
    ///
    /// The credentials cannot be sent, or the operation needs others.
    fn authorize(&self, draft: &mut RequestDraft<'_>, facts: &CallFacts<'_>) -> Result<(), RequestError>;

    /// Takes note that the service did not accept a request with these credentials: its status was 401. Returns whether
    /// their provider will have others, so that one more attempt is worth it. By default they never change.
    fn refused(&self) -> bool {
        false
    }
}

/// No credentials: a request is sent without any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anonymous;

impl Authorize for Anonymous {
    fn authorize(&self, _: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        Ok(())
    }
}
