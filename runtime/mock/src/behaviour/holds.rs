//! Whether a condition holds.

use serde_json::Value;

use super::lists::items;
use super::session::Session;
use crate::state::text;
use crate::{Condition, Predicate, Subject};

impl Session<'_> {
    /// Whether a condition holds.
    pub(crate) fn holds(&mut self, condition: &'static Condition) -> bool {
        match condition {
            Condition::All(conditions) => conditions.iter().all(|inner| self.holds(inner)),
            Condition::Any(conditions) => conditions.iter().any(|inner| self.holds(inner)),
            Condition::Not(condition) => !self.holds(condition),
            Condition::Site(id) => self.site.id == *id,
            Condition::Exists(name) => {
                self.bound.contains_key(name) || self.state.resources.exists(&self.account, name)
            }
            Condition::Count { resource, filters, at_least } => self.count(resource, filters) >= *at_least,
            Condition::ValidCode { code, recipient, parameter } => {
                let given = (self.parameter)(parameter).map(|value| text(&value).into_owned()).unwrap_or_default();
                let key = (self.account.clone(), *code, self.recipient(recipient.as_ref()));
                self.state.codes.is_valid(&key, &given, self.now)
            }
            Condition::UnknownPageToken(parameter) => self.is_unknown_token(parameter),
            Condition::Some { of, when } => {
                let items = self.value(of).map(items).unwrap_or_default();
                items.into_iter().any(|item| self.with_item(item, |session| session.holds(when)))
            }
            Condition::Limit(name) => self.operation.limits.iter().filter(|limit| limit.name == *name).any(|limit| {
                let usage = &self.state.usage;
                usage.is_used_up(&self.account, self.operation, limit, self.region, (self.now, self.day))
            }),
            Condition::Present(subject) => self.subject(*subject).is_some(),
            Condition::Is { subject, predicate } => {
                self.subject(*subject).is_some_and(|value| self.passes(&value, *predicate))
            }
            Condition::ForcedOnly => false,
        }
    }

    fn subject(&self, subject: Subject) -> Option<Value> {
        match subject {
            Subject::Parameter(name) => (self.parameter)(name),
            Subject::Field { of, field } => self.field(of, field).cloned(),
            Subject::Item(path) => self.item(path),
        }
    }

    fn passes(&self, value: &Value, predicate: Predicate) -> bool {
        let text = &*text(value);
        let length = || value.as_array().map_or_else(|| text.chars().count(), Vec::len) as u64;
        match predicate {
            Predicate::Matches(pattern) => self.patterns.matches(pattern, text),
            Predicate::NotMatches(pattern) => !self.patterns.matches(pattern, text),
            Predicate::Equals(other) => text == other,
            Predicate::LongerThan(most) => length() > most,
            Predicate::ShorterThan(least) => length() < least,
        }
    }
}
