//! Who may call: accounts and their access keys.

use std::collections::HashMap;
use std::sync::Arc;

use acs_core::Credentials;
use secrecy::{ExposeSecret, SecretString};

use crate::StartError;

/// The account that access keys belong to unless another one is named.
pub const DEFAULT_ACCOUNT: &str = "1234567890123456";

/// The id of an account.
pub(crate) type AccountId = Arc<str>;

/// The access keys of a mock.
#[derive(Debug)]
pub(crate) struct Accounts {
    first: Credentials,
    keys: HashMap<String, AccessKey>,
}

#[derive(Debug)]
pub(crate) struct AccessKey {
    secret: SecretString,
    account: AccountId,
}

impl AccessKey {
    pub(crate) fn secret(&self) -> &str {
        self.secret.expose_secret()
    }

    pub(crate) fn account(&self) -> &AccountId {
        &self.account
    }
}

impl Accounts {
    /// Access keys with the account of each; without any, `testid` with the secret `testsecret`.
    pub(crate) fn new(mut pairs: Vec<(String, Credentials)>) -> Result<Self, StartError> {
        let first = match pairs.first() {
            Some((_, credentials)) => credentials.clone(),
            None => {
                let credentials = Credentials::new("testid", "testsecret");
                pairs.push((DEFAULT_ACCOUNT.to_owned(), credentials.clone()));
                credentials
            }
        };
        let mut keys = HashMap::new();
        let mut accounts = HashMap::<String, AccountId>::new();
        for (account, credentials) in pairs {
            let id = credentials.access_key_id().to_owned();
            let refuse = |reason| Err(StartError::AccessKey { id: id.clone(), reason });
            if id.is_empty() {
                return refuse("the id is empty");
            }
            // A comma or a blank would end the id in an `Authorization` header.
            if !id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',') {
                return refuse("the id has a character that an Authorization header cannot carry");
            }
            if credentials.access_key_secret().expose_secret().is_empty() {
                return refuse("the secret is empty");
            }
            if account.is_empty() {
                return refuse("the account is empty");
            }
            let key = AccessKey {
                secret: credentials.access_key_secret().clone(),
                account: accounts.entry(account).or_insert_with_key(|account| account.as_str().into()).clone(),
            };
            if keys.insert(id.clone(), key).is_some() {
                return refuse("the id is given twice");
            }
        }
        Ok(Accounts { first, keys })
    }

    /// The access key given first.
    pub(crate) fn first(&self) -> &Credentials {
        &self.first
    }

    pub(crate) fn key(&self, access_key_id: &str) -> Option<&AccessKey> {
        self.keys.get(access_key_id)
    }

    /// The ids of all access keys, sorted.
    pub(crate) fn access_key_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.keys.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// The account of this id, if an access key belongs to it. The default account is always there.
    pub(crate) fn account(&self, id: &str) -> Option<AccountId> {
        self.keys
            .values()
            .map(AccessKey::account)
            .find(|account| account.as_ref() == id)
            .cloned()
            .or_else(|| (id == DEFAULT_ACCOUNT).then(|| id.into()))
    }

    /// The ids of all accounts, sorted.
    pub(crate) fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> =
            self.keys.values().map(|key| key.account.to_string()).chain([DEFAULT_ACCOUNT.to_owned()]).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
