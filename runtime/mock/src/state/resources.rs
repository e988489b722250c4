//! What each account has.

use std::collections::HashMap;

use serde_json::Value;

use crate::identity::AccountId;

/// The resources of all accounts, by account and name.
#[derive(Debug, Default)]
pub(crate) struct Resources(HashMap<(AccountId, &'static str), Value>);

impl Resources {
    pub(crate) fn put(&mut self, account: AccountId, name: &'static str, value: Value) {
        self.0.insert((account, name), value);
    }

    pub(crate) fn remove(&mut self, account: AccountId, name: &'static str) -> Option<Value> {
        self.0.remove(&(account, name))
    }

    pub(crate) fn exists(&self, account: &AccountId, name: &'static str) -> bool {
        self.0.contains_key(&(account.clone(), name))
    }
}
