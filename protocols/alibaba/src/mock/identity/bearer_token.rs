//! Bearer tokens that may call.

use secrecy::{ExposeSecret, SecretString};

use super::AccountId;

/// A bearer token, which calls for an account.
#[derive(Debug)]
pub(crate) struct BearerToken {
    token: SecretString,
    account: AccountId,
}

impl BearerToken {
    pub(crate) fn new(token: String, account: AccountId) -> Self {
        BearerToken { token: token.into(), account }
    }

    pub(crate) fn token(&self) -> &str {
        self.token.expose_secret()
    }

    pub(crate) fn account(&self) -> &AccountId {
        &self.account
    }
}
