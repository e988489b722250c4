//! What the retries of a client may cost together, so that a failing service is not flooded.

use std::sync::atomic::{AtomicU32, Ordering};

use twinspec_core::RetryReason;

/// A token bucket: a retry takes tokens out, a success returns one, an empty bucket stops all retries.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
}

impl RetryBudget {
    const TOKENS: u32 = 500;

    pub(crate) fn full() -> Self {
        RetryBudget { tokens: AtomicU32::new(Self::TOKENS) }
    }

    /// Pays for a retry; `false` if there are not enough tokens.
    pub(crate) fn pay(&self, reason: RetryReason) -> bool {
        let cost = match reason {
            RetryReason::Timeout | RetryReason::Connect => 10,
            _ => 5,
        };
        self.change(|tokens| tokens.checked_sub(cost))
    }

    pub(crate) fn success(&self) {
        self.change(|tokens| (tokens < Self::TOKENS).then_some(tokens + 1));
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}
