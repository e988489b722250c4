//! What each account has.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use indexmap::IndexMap;
use serde_json::Value;

use super::AccountId;
use super::HashMap;
use super::fields::Fields;
use super::saved::{SavedProgress, SavedResource};
use crate::{Resource, ResourceError};

/// The resources of all accounts.
#[derive(Debug, Default)]
pub(crate) struct Resources(HashMap<AccountId, OfAccount>);

/// The resources of one account by their kind, and those of a kind by the text of their key, in the order of their
/// creation. A resource of which there is only one has the empty key.
#[derive(Debug, Clone, Default)]
pub(crate) struct OfAccount(HashMap<&'static str, IndexMap<String, Record>>);

/// A resource.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) fields: Fields,
    progress: Option<Progress>,
}

/// How far a resource has come on its way through its states.
#[derive(Debug, Clone)]
struct Progress {
    state: usize,
    name: &'static str,
    since: SystemTime,
    polls: u64,
}

impl Resources {
    /// Those of an account.
    pub(crate) fn of(&mut self, account: &AccountId) -> &mut OfAccount {
        // Most calls find the account: only the first one pays for its name.
        if !self.0.contains_key(account) {
            self.0.insert(account.clone(), OfAccount::default());
        }
        self.0.entry(account.clone()).or_default()
    }

    pub(super) fn save(&self) -> BTreeMap<String, BTreeMap<String, Vec<SavedResource>>> {
        let accounts = self.0.iter().map(|(account, own)| {
            let kinds = own.0.iter().map(|(kind, resources)| {
                let resources = resources.values().map(|record| SavedResource {
                    fields: record.fields.clone(),
                    state: record.progress.as_ref().map(|progress| SavedProgress {
                        name: progress.name.to_owned(),
                        since: progress.since,
                        polls: progress.polls,
                    }),
                });
                ((*kind).to_owned(), resources.collect())
            });
            (account.to_string(), kinds.collect())
        });
        accounts.collect()
    }

    /// Whether an account has a resource of a kind.
    pub(crate) fn exists(&self, account: &AccountId, kind: &str) -> bool {
        self.0.get(account).is_some_and(|own| own.all(kind).next().is_some())
    }
}

impl OfAccount {
    /// Adds a resource in its first state, in place of one with the same key. `None` if it has no key.
    pub(crate) fn put(&mut self, resource: &'static Resource, mut fields: Fields, now: SystemTime) -> Option<String> {
        let key = match resource.key {
            Some(key) => text(fields.get(key)?).into_owned(),
            None => String::new(),
        };
        let progress = resource.states.as_ref().and_then(|states| {
            let given = fields.get(states.field).map(text);
            let state = states.sequence.iter().position(|state| given.as_deref() == Some(state.name)).unwrap_or(0);
            let name = states.sequence.get(state)?.name;
            fields.insert(states.field.to_owned(), name.into());
            Some(Progress { state, name, since: now, polls: 0 })
        });
        self.0.entry(resource.name).or_default().insert(key.clone(), Record { fields, progress });
        Some(key)
    }

    /// Adds a resource that a user passes, as [`put`](Self::put) does.
    pub(crate) fn put_value(
        &mut self,
        resource: &'static Resource,
        value: Value,
        now: SystemTime,
    ) -> Result<(), ResourceError> {
        let Value::Object(fields) = value else { return Err(ResourceError::NotAnObject { name: resource.name }) };
        match (self.put(resource, fields, now), resource.key) {
            (None, Some(key)) => Err(ResourceError::NoKey { name: resource.name, key }),
            _ => Ok(()),
        }
    }

    /// Those of a kind as a user sees them, in the order of their creation.
    pub(crate) fn values(&self, kind: &str) -> Vec<Value> {
        self.all(kind).map(|(_, record)| Value::Object(record.fields.clone())).collect()
    }

    /// Adds a resource as it was saved; or says what of it does not fit.
    pub(super) fn put_saved(&mut self, resource: &'static Resource, saved: &SavedResource) -> Result<(), String> {
        let kind = resource.name;
        let key = match resource.key {
            Some(key) => {
                let value = saved.fields.get(key).ok_or_else(|| format!("a `{kind}` has no field `{key}`"))?;
                text(value).into_owned()
            }
            None => String::new(),
        };
        let progress = match (&resource.states, &saved.state) {
            (None, None) => None,
            (None, Some(_)) => return Err(format!("a `{kind}` has a state, but its kind goes through none")),
            (Some(_), None) => return Err(format!("a `{kind}` has no state")),
            (Some(states), Some(saved)) => {
                let mut sequence = states.sequence.iter();
                let state = sequence.position(|state| state.name == saved.name);
                let state = state.ok_or_else(|| format!("a `{kind}` is in a state `{}`, which is none", saved.name))?;
                let name = states.sequence.get(state).map_or("", |state| state.name);
                Some(Progress { state, name, since: saved.since, polls: saved.polls })
            }
        };
        let record = Record { fields: saved.fields.clone(), progress };
        match self.0.entry(kind).or_default().insert(key.clone(), record) {
            None => Ok(()),
            Some(_) => Err(format!("there are two `{kind}` with the key `{key}`")),
        }
    }

    /// Those of a kind with their keys, in the order of their creation.
    pub(crate) fn all(&self, kind: &str) -> impl Iterator<Item = (&str, &Record)> {
        self.0.get(kind).into_iter().flatten().map(|(key, record)| (key.as_str(), record))
    }

    pub(crate) fn get(&self, kind: &str, key: &str) -> Option<&Record> {
        self.0.get(kind)?.get(key)
    }

    pub(crate) fn get_mut(&mut self, kind: &str, key: &str) -> Option<&mut Record> {
        self.0.get_mut(kind)?.get_mut(key)
    }

    pub(crate) fn remove(&mut self, kind: &str, key: &str) -> Option<Record> {
        self.0.get_mut(kind)?.shift_remove(key)
    }

    /// Takes all of a kind.
    pub(crate) fn clear(&mut self, kind: &str) -> Vec<Value> {
        let removed = self.0.remove(kind).into_iter().flatten();
        removed.map(|(_, record)| Value::Object(record.fields)).collect()
    }

    /// Moves one resource that has stayed long enough in its state to the next one, and returns which. Called until it
    /// says `None`; that ends, since a state is never entered twice.
    pub(crate) fn advance(&mut self, resource: &'static Resource, now: SystemTime) -> Option<(String, usize)> {
        let states = resource.states.as_ref()?;
        for (key, record) in self.0.get_mut(resource.name)? {
            let Some(progress) = &mut record.progress else { continue };
            let Some(state) = states.sequence.get(progress.state) else { continue };
            let waited = now.duration_since(progress.since).unwrap_or_default();
            let over = state.polls.is_some_and(|polls| progress.polls >= polls)
                || state.after.is_some_and(|seconds| waited >= Duration::from_secs(seconds));
            let Some(next) = states.sequence.get(progress.state + 1).filter(|_| over) else { continue };
            // A state that ended by itself gave way when its time was over, not when someone looked.
            let since = match state.after {
                Some(seconds) => progress.since.checked_add(Duration::from_secs(seconds)).unwrap_or(now).min(now),
                None => now,
            };
            *progress = Progress { state: progress.state + 1, name: next.name, since, polls: 0 };
            record.fields.insert(states.field.to_owned(), next.name.into());
            return Some((key.clone(), progress.state));
        }
        None
    }
}

impl Record {
    pub(crate) fn poll(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.polls = progress.polls.saturating_add(1);
        }
    }
}

/// A value as text: a scalar as it is in a query, anything else as JSON.
pub(crate) fn text(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed)
}
