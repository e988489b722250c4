//! The accounts of a mock, checked and ready.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use super::{
    AccountId, Caller, DEFAULT_ACCOUNT, OidcProvider, Principal, RamRole, RamUser, RoleSession, Secret, SessionRequest,
    Sessions,
};
use crate::Credentials;
use crate::signature::acs3::SigningKey;
use twinspec_mock::protocol::HashMap;

/// The accounts of a mock.
#[derive(Debug)]
pub(crate) struct Accounts {
    pub(super) first: Credentials,
    pub(super) accounts: HashMap<AccountId, KnownAccount>,
    pub(super) keys: HashMap<Arc<str>, LongTermKey>,
    /// Sessions that are there from the start.
    pub(super) fixed_sessions: HashMap<Arc<str>, Arc<RoleSession>>,
    pub(super) sessions: RwLock<Sessions>,
}

/// An account.
#[derive(Debug, Default)]
pub(crate) struct KnownAccount {
    /// By name in lower case.
    pub(super) roles: HashMap<String, Arc<RamRole>>,
    pub(super) oidc_providers: HashMap<String, Arc<OidcProvider>>,
}

/// An access key that does not expire.
#[derive(Debug)]
pub(super) struct LongTermKey {
    pub(super) id: Arc<str>,
    pub(super) secret: Secret,
    pub(super) is_disabled: bool,
    pub(super) owner: Owner,
}

/// Whom an access key belongs to.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    Account(AccountId),
    User(Arc<RamUser>),
}

/// An access key that was asked for.
pub(crate) enum FoundKey<'a> {
    LongTerm { secret: Cow<'a, Secret>, is_disabled: bool, caller: Caller },
    Session(Arc<RoleSession>),
}

impl FoundKey<'_> {
    /// The secret as text.
    pub(crate) fn secret(&self) -> &str {
        self.known().expose()
    }

    /// The secret, ready to verify signatures V3.
    pub(crate) fn signing_key(&self) -> &SigningKey {
        self.known().signing_key()
    }

    fn known(&self) -> &Secret {
        match self {
            FoundKey::LongTerm { secret, .. } => secret,
            FoundKey::Session(session) => &session.access_key_secret,
        }
    }

    pub(crate) fn is_disabled(&self) -> bool {
        matches!(self, FoundKey::LongTerm { is_disabled: true, .. })
    }
}

impl Accounts {
    /// The access key given first.
    pub(crate) fn first(&self) -> &Credentials {
        &self.first
    }

    /// The access key of this id.
    pub(crate) fn key(&self, access_key_id: &str) -> Option<FoundKey<'_>> {
        if let Some(key) = self.keys.get(access_key_id) {
            let principal = match &key.owner {
                Owner::Account(account) => Principal::Account(account.clone()),
                Owner::User(user) => Principal::User(user.clone()),
            };
            return Some(FoundKey::LongTerm {
                secret: Cow::Borrowed(&key.secret),
                is_disabled: key.is_disabled,
                caller: Caller { access_key_id: key.id.clone(), principal },
            });
        }
        let issued = || self.sessions.read().unwrap_or_else(PoisonError::into_inner).find(access_key_id).cloned();
        self.fixed_sessions.get(access_key_id).cloned().or_else(issued).map(FoundKey::Session)
    }

    /// The ids of all access keys that do not expire, sorted.
    pub(crate) fn access_key_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.keys.keys().map(AsRef::as_ref).collect();
        ids.sort_unstable();
        ids
    }

    /// The account of this id. The default account is always there.
    pub(crate) fn account(&self, id: &str) -> Option<AccountId> {
        match self.accounts.get_key_value(id) {
            Some((id, _)) => Some(id.clone()),
            None => (id == DEFAULT_ACCOUNT).then(|| id.into()),
        }
    }

    /// The ids of all accounts, sorted.
    pub(crate) fn ids(&self) -> Vec<String> {
        let ids: BTreeSet<&str> = self.accounts.keys().map(AsRef::as_ref).chain([DEFAULT_ACCOUNT]).collect();
        ids.into_iter().map(str::to_owned).collect()
    }

    /// The role of this name, in upper or lower case.
    pub(crate) fn role(&self, account: &str, name: &str) -> Option<&Arc<RamRole>> {
        self.accounts.get(account)?.roles.get(&name.to_ascii_lowercase())
    }

    /// Whether there is a role to assume.
    pub(crate) fn have_roles(&self) -> bool {
        self.accounts.values().any(|account| !account.roles.is_empty())
    }

    /// The roles there are, as resource names, sorted.
    pub(crate) fn role_arns(&self) -> Vec<&str> {
        let roles = self.accounts.values().flat_map(|account| account.roles.values());
        let mut arns: Vec<&str> = roles.map(|role| role.arn.as_str()).collect();
        arns.sort_unstable();
        arns
    }

    /// The OIDC identity provider of this name.
    pub(crate) fn oidc_provider(&self, account: &str, name: &str) -> Option<&Arc<OidcProvider>> {
        self.accounts.get(account)?.oidc_providers.get(name)
    }

    /// Begins a session of a role.
    pub(crate) fn begin_session(&self, request: SessionRequest, now: SystemTime) -> Arc<RoleSession> {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).issue(request, now)
    }

    /// Ends all sessions but those that are there from the start.
    pub(crate) fn reset(&self, seed: Option<u64>) {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).reset(seed);
    }
}
