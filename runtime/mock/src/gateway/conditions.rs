//! Step 5: whether a row of the error table is raised.

use std::time::SystemTime;

use super::Request;
use super::parameters::{find, is_present};
use crate::identity::AccountId;
use crate::patterns::Patterns;
use crate::refusal::Refusal;
use crate::state::State;
use crate::{Condition, Operation, Site};

/// Everything a condition can ask for.
pub(super) struct Situation<'a> {
    pub(super) site: &'static Site,
    pub(super) account: &'a AccountId,
    pub(super) operation: &'static Operation,
    pub(super) request: &'a Request<'a>,
    pub(super) patterns: &'a Patterns,
    pub(super) state: &'a State,
    pub(super) now: SystemTime,
}

/// Refuses with the first row whose condition holds.
pub(super) fn raise(situation: &Situation<'_>) -> Result<(), Refusal> {
    let rows = situation.operation.operation.errors.iter();
    match rows.zip(situation.operation.conditions).find(|(_, condition)| situation.holds(condition)) {
        Some((row, _)) => Err(Refusal::row(row)),
        None => Ok(()),
    }
}

impl Situation<'_> {
    fn holds(&self, condition: &Condition) -> bool {
        let value = |parameter| find(self.request.parameters(), parameter);
        match condition {
            Condition::All(conditions) => conditions.iter().all(|inner| self.holds(inner)),
            Condition::Any(conditions) => conditions.iter().any(|inner| self.holds(inner)),
            Condition::Not(condition) => !self.holds(condition),
            Condition::Site(id) => self.site.id == *id,
            Condition::Exists(resource) => self.state.resources.exists(self.account, resource),
            Condition::Limit(name) => self.operation.limits.iter().filter(|limit| limit.name == *name).any(|limit| {
                let usage = &self.state.usage;
                usage.is_used_up(self.account, self.operation, limit, self.now)
            }),
            Condition::Present { parameter } => is_present(self.request.parameters(), parameter),
            Condition::Matches { parameter, pattern } => {
                value(parameter).is_some_and(|text| self.patterns.matches(pattern, text))
            }
            Condition::NotMatches { parameter, pattern } => {
                value(parameter).is_some_and(|text| !self.patterns.matches(pattern, text))
            }
            Condition::ForcedOnly => false,
        }
    }
}
