//! What a call is described by, and what it works on.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde_json::Value;

use super::handler::AccountState;
use super::patterns::Patterns;
use crate::refusal::Refusals;
use crate::state::{AccountId, ApiState, Fields, Random, text};
use crate::{Behaviour, Operation, Owner, Service, Site};

/// One call of an operation while the state is its own.
pub(crate) struct Session<'a> {
    pub(crate) service: &'static Service,
    pub(crate) site: &'static Site,
    pub(crate) operation: &'static Operation,
    /// What it does.
    pub(crate) behaviour: &'static Behaviour,
    pub(crate) patterns: &'a Patterns,
    pub(crate) refusals: &'a dyn Refusals,
    pub(crate) account: AccountId,
    /// The region that was called, if that is known.
    pub(crate) region: Option<&'static str>,
    pub(crate) now: SystemTime,
    /// How many seconds before midnight UTC a calendar day begins.
    pub(crate) day: i64,
    pub(crate) state: &'a mut ApiState,
    pub(crate) random: &'a mut Random,
    /// The value of a parameter, typed by its schema.
    pub(crate) parameter: &'a dyn Fn(&str) -> Option<Value>,
    /// The body of the call.
    pub(crate) body: &'a dyn Fn() -> Option<Value>,
    /// What was found or created, by the name that it has in the description.
    pub(crate) bound: BTreeMap<&'static str, Bound>,
    /// The items that are looked at, the innermost last.
    pub(crate) items: Vec<Value>,
    /// The parameter that asks for the next page of the list that was answered, with its value there.
    pub(crate) next_page: Option<(&'static str, String)>,
}

/// A resource that was found or created, as it was then.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(super) account: AccountId,
    pub(super) kind: &'static str,
    pub(super) key: String,
    pub(super) fields: Fields,
}

impl Session<'_> {
    /// The same as a handler of the mock's user sees it.
    pub(crate) fn account_state(&mut self) -> AccountState<'_> {
        AccountState {
            service: self.service,
            account: &self.account,
            now: self.now,
            state: self.state,
            random: self.random,
        }
    }

    /// Notes a resource of an account under a name of the description.
    pub(super) fn bind(&mut self, name: &'static str, account: &AccountId, kind: &'static str, key: &str) {
        if let Some(record) = self.state.resources.get(account, kind, key) {
            let bound = Bound { account: account.clone(), kind, key: key.to_owned(), fields: record.fields.clone() };
            self.bound.insert(name, bound);
        }
    }

    /// The accounts whose resources are meant.
    pub(super) fn owners(&mut self, owner: Option<&Owner>) -> Vec<AccountId> {
        match owner {
            None => vec![self.account.clone()],
            Some(Owner::All) => self.state.resources.accounts(),
            Some(Owner::Account(value)) => {
                self.value(value).map(|id| AccountId::from(&*text(&id))).into_iter().collect()
            }
        }
    }
}
