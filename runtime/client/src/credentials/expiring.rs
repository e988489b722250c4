//! What expires.

use std::time::SystemTime;

/// Credentials that are good for a time.
pub trait Expiring: Clone + Send + Sync + 'static {
    /// When they expire, if that is known.
    fn expiration(&self) -> Option<SystemTime>;

    /// Where they come from, for logs.
    fn provider(&self) -> Option<&str> {
        None
    }
}
