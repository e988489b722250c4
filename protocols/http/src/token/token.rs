//! An access token.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use twinspec_client::credentials::Expiring;

/// An access token, and how long it is good. One of which that is not known is used until the service refuses it.
///
/// `Debug` does not show it. It is overwritten when the last clone is dropped.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_http::Token;
///
/// let token = Token::new("secret").expires_in(Duration::from_secs(3600));
/// assert!(!format!("{token:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct Token {
    secret: Arc<SecretString>,
    expiry: Option<Expiry>,
}

#[derive(Debug, Clone, Copy)]
enum Expiry {
    At(SystemTime),
    In(Duration),
}

impl Token {
    /// A token.
    pub fn new(token: impl Into<String>) -> Self {
        Token { secret: Arc::new(token.into().into()), expiry: None }
    }

    /// The same, which expires at that time.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Some(Expiry::At(time));
        self
    }

    /// The same, which expires so long after it was fetched.
    pub fn expires_in(mut self, time: Duration) -> Self {
        self.expiry = Some(Expiry::In(time));
        self
    }

    /// The same token, which was fetched at that time.
    pub(super) fn fetched_at(mut self, now: SystemTime) -> Self {
        if let Some(Expiry::In(time)) = self.expiry {
            // A time beyond all clocks is as good as none.
            self.expiry = now.checked_add(time).map(Expiry::At);
        }
        self
    }

    pub(super) fn secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Whether it is a clone of another one.
    pub(super) fn is(&self, other: &Token) -> bool {
        Arc::ptr_eq(&self.secret, &other.secret)
    }
}

impl Expiring for Token {
    fn expiration(&self) -> Option<SystemTime> {
        match self.expiry? {
            Expiry::At(time) => Some(time),
            Expiry::In(_) => None,
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expiry", &self.expiry).finish_non_exhaustive()
    }
}
