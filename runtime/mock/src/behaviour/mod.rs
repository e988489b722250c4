//! What a call finds, changes and answers: runs the part of an operation's description that makes the mock remember.
//!
//! find → (error table, which asks for what was found) → effects → answer

mod effects;
mod evaluate;
mod filter;
mod handler;
mod holds;
mod list;
mod patterns;
mod project;

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde_json::Value;

pub use handler::{AccountState, Reply};
pub(crate) use handler::{Decision, Handlers};
pub(crate) use patterns::Patterns;

use crate::refusal::{Refusal, Refusals};
use crate::state::AccountId;
use crate::state::{ApiState, Fields, Random};
use crate::{Behaviour, Operation, Service, Site};

/// One call of an operation while the state is its own.
pub(crate) struct Session<'a> {
    pub(crate) service: &'static Service,
    pub(crate) site: &'static Site,
    pub(crate) operation: &'static Operation,
    pub(crate) patterns: &'a Patterns,
    pub(crate) refusals: &'a dyn Refusals,
    pub(crate) account: &'a AccountId,
    /// The region that was called, if that is known.
    pub(crate) region: Option<&'static str>,
    pub(crate) now: SystemTime,
    /// How many seconds before midnight UTC a calendar day begins.
    pub(crate) day: i64,
    pub(crate) state: &'a mut ApiState,
    pub(crate) random: &'a mut Random,
    /// The value of a parameter, typed by its schema.
    pub(crate) parameter: &'a dyn Fn(&str) -> Option<Value>,
    /// What was found or created, by the name that it has in the description.
    pub(crate) bound: BTreeMap<&'static str, Bound>,
}

/// A resource that was found or created, as it was then.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    kind: &'static str,
    key: String,
    fields: Fields,
}

impl Session<'_> {
    /// Brings the states of the account's resources up to date, and looks up what the operation names.
    pub(crate) fn begin(&mut self) {
        self.advance();
        for resource in self.service.resources.iter().filter(|resource| resource.key.is_none()) {
            self.bind(resource.name, resource.name, "");
        }
        // A lookup may use what another one found, whatever their order: so again, as long as one more is found.
        let finds = self.operation.behaviour.finds;
        for _ in finds {
            let before = self.bound.len();
            for find in finds {
                if self.bound.contains_key(find.name) {
                    continue;
                }
                if let Some(key) = self.first(find.resource, find.filters) {
                    self.bind(find.name, find.resource, &key);
                }
            }
            if self.bound.len() == before {
                break;
            }
        }
    }

    /// The same as a handler of the mock's user sees it.
    pub(crate) fn account_state(&mut self) -> AccountState<'_> {
        AccountState {
            service: self.service,
            account: self.account,
            now: self.now,
            state: self.state,
            random: self.random,
        }
    }

    fn bind(&mut self, name: &'static str, kind: &'static str, key: &str) {
        if let Some(record) = self.state.resources.of(self.account).get(kind, key) {
            let bound = Bound { kind, key: key.to_owned(), fields: record.fields.clone() };
            self.bound.insert(name, bound);
        }
    }

    /// Lists, changes and answers; `None` if the description says nothing of it, so that its example is the answer.
    pub(crate) fn perform(&mut self) -> Result<Option<Fields>, Refusal> {
        let Behaviour { effects, answer, omit, list, .. } = &self.operation.behaviour;
        let mut body = Fields::new();
        if let Some(list) = list {
            self.list(list, &mut body)?;
        }
        self.run(effects);
        self.answer(&mut body);
        for (path, when) in *omit {
            if self.holds(when) {
                project::remove(&mut body, path);
            }
        }
        Ok((list.is_some() || !answer.is_empty()).then_some(body))
    }

    /// As [`perform`](Self::perform), but nothing stays changed.
    pub(crate) fn rehearse(&mut self) -> Result<Option<Fields>, Refusal> {
        let resources = self.state.resources.of(self.account).clone();
        let codes = self.state.codes.clone();
        let body = self.perform();
        *self.state.resources.of(self.account) = resources;
        self.state.codes = codes;
        body
    }

    /// Whether a call asks for no more than a check of what it would do.
    pub(crate) fn is_dry_run(&self) -> bool {
        let dry_run = self.operation.behaviour.dry_run.and_then(|name| (self.parameter)(name));
        dry_run.is_some_and(|value| value == Value::Bool(true))
    }
}
