//! Who sends a request.

use std::fmt;

use crate::{CallFacts, RequestDraft, RequestError};

/// Credentials: they say in a request who sends it. `Debug` must not show a secret.
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
    /// Adds what says who sends a request. It is otherwise complete.
    ///
    /// # Errors
    ///
    /// The credentials cannot be sent, or the operation takes others.
    fn authorize(&self, draft: &mut RequestDraft<'_>, facts: &CallFacts<'_>) -> Result<(), RequestError>;
}

/// No credentials: a request is sent as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anonymous;

impl Authorize for Anonymous {
    fn authorize(&self, _: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        Ok(())
    }
}
