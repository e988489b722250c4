//! A mock before it is started.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use twinspec_mock::{Service, Settings, StartError};

use super::identity::{Accounts, BearerToken, DEFAULT_ACCOUNT, Identity};
use super::{AlibabaMock, Mock};
use crate::Credentials;

/// A builder for a mock: where it listens, what it acts as, who may call.
///
/// `M` is what [`start`](Builder::start) returns: a [`Mock`], or the type of a generated crate around it.
#[must_use = "a mock does nothing until it is started"]
pub struct Builder<M> {
    settings: Settings,
    callers: Callers,
    started: PhantomData<fn() -> M>,
}

/// Who may call.
#[derive(Default)]
pub(super) struct Callers {
    pub(super) access_keys: Vec<(String, Credentials)>,
    pub(super) bearer_tokens: Vec<BearerToken>,
    pub(super) identity: Identity,
}

impl Callers {
    pub(super) fn access_key(&mut self, account: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) {
        self.access_keys.push((account.into(), Credentials::new(id, secret)));
    }

    pub(super) fn bearer_token(&mut self, token: impl Into<String>) {
        self.bearer_tokens.push(BearerToken::new(token.into(), DEFAULT_ACCOUNT.into()));
    }

    /// The protocol of a mock with this seed.
    pub(super) fn protocol(self, seed: u64) -> Result<AlibabaMock, StartError> {
        match Accounts::new(self.access_keys, self.identity, seed) {
            Ok(accounts) => Ok(AlibabaMock::new(accounts, self.bearer_tokens)),
            Err(error) => Err(StartError::Protocol(Box::new(error))),
        }
    }
}

impl<M: From<Mock>> Builder<M> {
    pub(super) fn new(service: &'static Service) -> Self {
        Builder { settings: Settings::new(service), callers: Callers::default(), started: PhantomData }
    }

    twinspec_mock::settings!();

    /// An access key of the default account. Without any, `testid` with the secret `testsecret` may call.
    pub fn access_key(self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.account_access_key(DEFAULT_ACCOUNT, id, secret)
    }

    /// An access key of another account.
    pub fn account_access_key(
        mut self,
        account: impl Into<String>,
        id: impl Into<String>,
        secret: impl Into<String>,
    ) -> Self {
        self.callers.access_key(account, id, secret);
        self
    }

    /// The accounts with their users, roles and policies. Access keys that are set separately belong to the accounts
    /// themselves.
    pub fn identity(mut self, identity: Identity) -> Self {
        self.callers.identity = identity;
        self
    }

    /// A bearer token with which the default account may call, instead of an access key.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.callers.bearer_token(token);
        self
    }

    /// Starts the mock on the runtime of the caller.
    ///
    /// # Errors
    ///
    /// If the mock cannot listen on the address, the site is unknown, an access key cannot be used, the accounts are
    /// invalid, or the description of the service contradicts itself.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime with I/O and time enabled.
    pub async fn start(self) -> Result<M, StartError> {
        let protocol = Arc::new(self.callers.protocol(self.settings.seed)?);
        let mock = twinspec_mock::Mock::start(self.settings, protocol.clone()).await?;
        Ok(M::from(Mock::new(mock, protocol)))
    }

    /// Starts the mock on a thread of its own, for tests and programs without an async runtime.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Builder::start), or the thread cannot be had.
    pub fn start_blocking(self) -> Result<M, StartError> {
        let protocol = Arc::new(self.callers.protocol(self.settings.seed)?);
        let mock = twinspec_mock::Mock::start_blocking(self.settings, protocol.clone())?;
        Ok(M::from(Mock::new(mock, protocol)))
    }
}

impl Mock {
    /// A mock of this service, to be started. [`Builder::serve`] adds others.
    pub fn builder<M: From<Mock>>(service: &'static Service) -> Builder<M> {
        Builder::new(service)
    }
}

impl<M> fmt::Debug for Builder<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("services", &self.settings.products())
            .field("address", &self.settings.address)
            .field("site", &self.settings.site)
            .field("access_keys", &self.callers.access_keys)
            .field("seed", &self.settings.seed)
            .finish_non_exhaustive()
    }
}
