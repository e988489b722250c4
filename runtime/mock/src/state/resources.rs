//! What each account has.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use indexmap::IndexMap;
use serde_json::Value;

use super::AccountId;
use super::HashMap;
use super::fields::Fields;
use super::place;
use super::saved::{SavedProgress, SavedResource};
use crate::{Resource, ResourceError, States};

/// The resources of all accounts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resources {
    all: HashMap<AccountId, OfAccount>,
    /// Accounts that calls have made resources for.
    registered: BTreeSet<AccountId>,
}

/// The resources of one account by their kind, and those of a kind by the text of their key, in the order of their
/// creation. A resource of which there is only one has the empty key.
#[derive(Debug, Clone, Default)]
pub(crate) struct OfAccount {
    kinds: HashMap<&'static str, IndexMap<String, Record>>,
    /// The last number that was counted for a kind.
    numbers: HashMap<&'static str, u64>,
}

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
        if !self.all.contains_key(account) {
            self.all.insert(account.clone(), OfAccount::default());
        }
        self.all.entry(account.clone()).or_default()
    }

    /// The accounts that have something, sorted.
    pub(crate) fn accounts(&self) -> Vec<AccountId> {
        let mut accounts: Vec<_> = self.all.keys().cloned().collect();
        accounts.sort_unstable();
        accounts
    }

    /// Notes that a call has made a resource for an account.
    pub(crate) fn register(&mut self, account: &AccountId) {
        self.registered.insert(account.clone());
    }

    /// The accounts that calls have made resources for.
    pub(crate) fn registered(&self) -> &BTreeSet<AccountId> {
        &self.registered
    }

    /// Those of a kind that an account has, with their keys, in the order of their creation.
    pub(crate) fn all(&self, account: &str, kind: &str) -> impl Iterator<Item = (&str, &Record)> {
        self.all.get(account).into_iter().flat_map(move |own| own.all(kind))
    }

    /// One of a kind that an account has.
    pub(crate) fn get(&self, account: &AccountId, kind: &str, key: &str) -> Option<&Record> {
        self.all.get(account)?.get(kind, key)
    }

    pub(super) fn save(&self) -> BTreeMap<String, BTreeMap<String, Vec<SavedResource>>> {
        let accounts = self.all.iter().filter(|(_, own)| !own.kinds.is_empty()).map(|(account, own)| {
            let kinds = own.kinds.iter().map(|(kind, resources)| {
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

    pub(super) fn save_numbers(&self) -> BTreeMap<String, BTreeMap<String, u64>> {
        let counted = self.all.iter().filter(|(_, own)| !own.numbers.is_empty());
        let accounts = counted.map(|(account, own)| {
            let numbers = own.numbers.iter().map(|(kind, number)| ((*kind).to_owned(), *number));
            (account.to_string(), numbers.collect())
        });
        accounts.collect()
    }

    /// Whether an account has a resource of a kind.
    pub(crate) fn exists(&self, account: &AccountId, kind: &str) -> bool {
        self.all(account, kind).next().is_some()
    }
}

impl OfAccount {
    /// Adds a resource in its first state, in place of one with the same key. `None` if it has no key.
    pub(crate) fn put(&mut self, resource: &'static Resource, mut fields: Fields, now: SystemTime) -> Option<String> {
        let key = key_of(resource, &fields).ok()?;
        let progress = resource.states.as_ref().and_then(|states| {
            let first = states.sequence.first()?.name;
            fields.entry(states.field).or_insert_with(|| first.into());
            Progress::begun(states, &fields, now)
        });
        self.kinds.entry(resource.name).or_default().insert(key.clone(), Record { fields, progress });
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
        key_of(resource, &fields).map_err(|key| ResourceError::NoKey { name: resource.name, key })?;
        self.put(resource, fields, now);
        Ok(())
    }

    /// Those of a kind as a user sees them, in the order of their creation.
    pub(crate) fn values(&self, kind: &str) -> Vec<Value> {
        self.all(kind).map(|(_, record)| Value::Object(record.fields.clone())).collect()
    }

    /// Adds a resource as it was saved; or says what of it does not fit.
    pub(super) fn put_saved(&mut self, resource: &'static Resource, saved: &SavedResource) -> Result<(), String> {
        let kind = resource.name;
        let key = key_of(resource, &saved.fields).map_err(|key| format!("a `{kind}` has no field `{key}`"))?;
        let progress = match (&resource.states, &saved.state) {
            (None, None) => None,
            (None, Some(_)) => return Err(format!("a `{kind}` has a state, but its kind goes through none")),
            // Its field has a value that is not one of the sequence.
            (Some(_), None) => None,
            (Some(states), Some(saved)) => {
                let mut sequence = states.sequence.iter();
                let state = sequence.position(|state| state.name == saved.name);
                let state = state.ok_or_else(|| format!("a `{kind}` is in a state `{}`, which is none", saved.name))?;
                let name = states.sequence.get(state).map_or("", |state| state.name);
                Some(Progress { state, name, since: saved.since, polls: saved.polls })
            }
        };
        let record = Record { fields: saved.fields.clone(), progress };
        match self.kinds.entry(kind).or_default().insert(key.clone(), record) {
            None => Ok(()),
            Some(_) => Err(format!("there are two `{kind}` with the key `{key}`")),
        }
    }

    /// Those of a kind with their keys, in the order of their creation.
    pub(crate) fn all(&self, kind: &str) -> impl Iterator<Item = (&str, &Record)> {
        self.kinds.get(kind).into_iter().flatten().map(|(key, record)| (key.as_str(), record))
    }

    pub(crate) fn get(&self, kind: &str, key: &str) -> Option<&Record> {
        self.kinds.get(kind)?.get(key)
    }

    /// Whether there is one with the key that is in some fields.
    pub(crate) fn has(&self, resource: &'static Resource, fields: &Fields) -> bool {
        key_of(resource, fields).is_ok_and(|key| self.get(resource.name, &key).is_some())
    }

    pub(crate) fn get_mut(&mut self, kind: &str, key: &str) -> Option<&mut Record> {
        self.kinds.get_mut(kind)?.get_mut(key)
    }

    pub(crate) fn remove(&mut self, kind: &str, key: &str) -> Option<Record> {
        self.kinds.get_mut(kind)?.shift_remove(key)
    }

    /// Goes on counting from a number that was saved.
    pub(super) fn set_number(&mut self, kind: &'static str, number: u64) {
        self.numbers.insert(kind, number);
    }

    /// The next whole number that no resource of a kind has had in a field.
    pub(crate) fn next_number(&mut self, kind: &'static str, field: Option<&str>) -> u64 {
        let mut next = self.numbers.get(kind).map_or(1, |last| last.saturating_add(1));
        let is_taken = |number: u64| {
            let mut all = self.all(kind).filter_map(|(_, record)| place::get(&record.fields, field?));
            all.any(|value| value.as_u64() == Some(number))
        };
        while is_taken(next) && next < u64::MAX {
            next += 1;
        }
        self.numbers.insert(kind, next);
        next
    }

    /// Takes all of a kind.
    pub(crate) fn clear(&mut self, kind: &str) -> Vec<Value> {
        let removed = self.kinds.remove(kind).into_iter().flatten();
        removed.map(|(_, record)| Value::Object(record.fields)).collect()
    }

    /// Moves one resource that has stayed long enough in its state to the next one, and returns which. Called until it
    /// says `None`; that ends, since a state is never entered twice.
    pub(crate) fn advance(&mut self, resource: &'static Resource, now: SystemTime) -> Option<(String, usize)> {
        let states = resource.states.as_ref()?;
        for (key, record) in self.kinds.get_mut(resource.name)? {
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

impl Progress {
    /// The state that the field names; none if it is not one of the sequence.
    fn begun(states: &States, fields: &Fields, now: SystemTime) -> Option<Self> {
        let value = text(fields.get(states.field)?);
        let state = states.sequence.iter().position(|state| state.name == value)?;
        Some(Progress { state, name: states.sequence.get(state)?.name, since: now, polls: 0 })
    }
}

impl Record {
    /// Gives it other fields. One that names another state takes it there.
    pub(crate) fn change(&mut self, resource: &'static Resource, fields: Fields, now: SystemTime) {
        if let Some(states) = &resource.states
            && fields.get(states.field) != self.fields.get(states.field)
        {
            self.progress = Progress::begun(states, &fields, now);
        }
        self.fields = fields;
    }

    pub(crate) fn poll(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.polls = progress.polls.saturating_add(1);
        }
    }
}

/// What distinguishes a resource from others of its kind, as text: where it belongs, and its key. Or the field that it lacks.
fn key_of(resource: &'static Resource, fields: &Fields) -> Result<String, &'static str> {
    let mut key = String::new();
    for field in resource.within.iter().copied().chain(resource.key) {
        if !key.is_empty() {
            key.push('\n');
        }
        key.push_str(&text(place::get(fields, field).ok_or(field)?));
    }
    Ok(key)
}

/// A value as text: a scalar as it is in a query, anything else as JSON.
pub(crate) fn text(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed)
}
