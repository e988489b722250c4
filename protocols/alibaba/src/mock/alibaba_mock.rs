//! What a mock remembers.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::identity::{Accounts, BearerToken};
use super::nonces::Nonces;

/// What a mock of Alibaba Cloud remembers of who may call and who has called.
#[derive(Debug)]
pub(crate) struct AlibabaMock {
    pub(super) accounts: Accounts,
    pub(super) bearer_tokens: Vec<BearerToken>,
    nonces: Mutex<Nonces>,
}

impl AlibabaMock {
    pub(super) fn new(accounts: Accounts, bearer_tokens: Vec<BearerToken>) -> Self {
        AlibabaMock { accounts, bearer_tokens, nonces: Mutex::default() }
    }

    /// Back to the start.
    pub(super) fn forget_nonces(&self) {
        *self.nonces() = Nonces::default();
    }

    /// The nonces; no one who holds them can panic.
    pub(super) fn nonces(&self) -> MutexGuard<'_, Nonces> {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
