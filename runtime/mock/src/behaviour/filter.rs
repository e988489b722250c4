//! Which resources pass the filters of a lookup or a list.

use serde_json::Value;

use super::session::Session;
use crate::state::{AccountId, Fields, place, text};
use crate::{Filter, Owner, Test};

/// What the field of a resource has to be.
pub(super) struct Wanted {
    field: &'static str,
    test: Test,
    value: Value,
}

impl Session<'_> {
    /// The account and the key of the first resource that passes all filters; none does if the value of one is absent.
    pub(super) fn first(
        &mut self,
        kind: &'static str,
        owner: Option<&Owner>,
        filters: &'static [Filter],
    ) -> Option<(AccountId, String)> {
        let owners = self.owners(owner);
        let wanted = self.wanted(filters);
        if wanted.len() < filters.len() {
            return None;
        }
        owners.into_iter().find_map(|account| {
            let key = self.passing(&account, kind, &wanted).next().map(|(key, _)| key.to_owned())?;
            Some((account, key))
        })
    }

    /// What the filters ask for, without those whose value is absent.
    pub(super) fn wanted(&mut self, filters: &'static [Filter]) -> Vec<Wanted> {
        let wanted = filters.iter().filter_map(|filter| {
            let value = self.value(&filter.value)?;
            Some(Wanted { field: filter.field, test: filter.test, value })
        });
        wanted.collect()
    }

    /// The resources of an account that pass, with their keys.
    pub(super) fn passing(
        &self,
        account: &AccountId,
        kind: &str,
        wanted: &[Wanted],
    ) -> impl Iterator<Item = (&str, &Fields)> {
        let all = self.state.resources.all(account, kind);
        all.map(|(key, record)| (key, &record.fields)).filter(|(_, fields)| passes(wanted, fields))
    }

    /// How many resources pass all filters; none does if the value of one is absent.
    pub(crate) fn count(&mut self, kind: &'static str, filters: &'static [Filter]) -> usize {
        let wanted = self.wanted(filters);
        if wanted.len() < filters.len() {
            return 0;
        }
        self.passing(&self.account, kind, &wanted).count()
    }
}

/// Whether fields are what is wanted.
pub(super) fn passes(wanted: &[Wanted], fields: &Fields) -> bool {
    wanted.iter().all(|one| one.holds(fields))
}

impl Wanted {
    fn holds(&self, fields: &Fields) -> bool {
        let Some(field) = place::get(fields, self.field) else { return false };
        match self.test {
            Test::Equals => same(field, &self.value),
            Test::OneOf => match &self.value {
                Value::Array(values) => values.iter().any(|value| same(field, value)),
                value => same(field, value),
            },
            Test::Contains => match field {
                Value::Array(items) => items.iter().any(|item| same(item, &self.value)),
                field => text(field).contains(&*text(&self.value)),
            },
            Test::Starts => text(&self.value).starts_with(&*text(field)),
            Test::StartsWith => text(field).starts_with(&*text(&self.value)),
            Test::HasAll => match (field, &self.value) {
                (Value::Array(has), Value::Array(wanted)) => {
                    wanted.iter().all(|item| has.iter().any(|own| includes(own, item)))
                }
                _ => false,
            },
        }
    }
}

/// Whether two values are the same, numbers and truth values as their texts.
fn same(field: &Value, value: &Value) -> bool {
    field == value || text(field) == text(value)
}

/// Whether a value is the wanted one, or an object that has all the wanted members.
fn includes(own: &Value, wanted: &Value) -> bool {
    match (own, wanted) {
        (Value::Object(own), Value::Object(wanted)) => wanted.iter().all(|(name, value)| own.get(name) == Some(value)),
        _ => own == wanted,
    }
}
