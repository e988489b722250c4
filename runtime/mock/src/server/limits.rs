//! What a client may take.

use std::time::Duration;

/// How long a client may take to send the head of a request, or its body, or to take the next bytes of an answer. The
/// service closes connections that are idle for 25 seconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// What one client may take from the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at a time; further ones wait.
    pub(crate) connections: usize,
    /// The bytes of a request body.
    pub(crate) body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { connections: 4_096, body: 1024 * 1024 }
    }
}
