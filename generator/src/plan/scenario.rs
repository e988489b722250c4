//! What has to be so before a call for it to succeed, or to raise a row of the error table.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::model::{Condition, ErrorRow, Limit, Operation};

/// The state of the mock before a call, and the parameters of the call.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenario<'a> {
    /// The site that the mock plays, if it matters.
    pub site: Option<&'a str>,
    /// What the account owns.
    pub resources: BTreeSet<&'a str>,
    /// The parameters that differ from the examples.
    pub parameters: Map<String, Value>,
    /// The limit that calls before have used up.
    pub used_up: Option<&'a Limit>,
}

/// The state in which the operation succeeds.
pub(super) fn success(operation: &Operation) -> Scenario<'_> {
    let mut scenario = Scenario::default();
    for condition in operation.errors.iter().filter_map(|row| row.when.as_ref()) {
        if let Condition::Not(inner) = condition
            && let Condition::Exists(resource) = inner.as_ref()
        {
            scenario.resources.insert(resource);
        }
    }
    scenario
}

/// The states that raise a row: one for each of its examples, or the one that its condition describes. None if the
/// condition cannot be brought about by what a scenario has.
pub(super) fn errors<'a>(operation: &'a Operation, row: &'a ErrorRow) -> Vec<Scenario<'a>> {
    let Some(condition) = &row.when else { return Vec::new() };
    let base = success(operation);
    if row.examples.is_empty() {
        let mut scenario = base;
        return if bring_about(condition, operation, &mut scenario) { vec![scenario] } else { Vec::new() };
    }
    let examples = row.examples.iter().map(|example| {
        let mut scenario = base.clone();
        // What an example cannot say, the account's resources and limits, comes from the condition.
        bring_about(condition, operation, &mut scenario);
        Scenario { site: example.site.as_deref(), parameters: example.parameters.clone(), ..scenario }
    });
    examples.collect()
}

/// Changes a scenario so that the condition holds; whether that could be done.
fn bring_about<'a>(condition: &'a Condition, operation: &'a Operation, scenario: &mut Scenario<'a>) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(|condition| bring_about(condition, operation, scenario)),
        Condition::Any(any) => any.iter().any(|condition| {
            let mut attempt = scenario.clone();
            let done = bring_about(condition, operation, &mut attempt);
            if done {
                *scenario = attempt;
            }
            done
        }),
        Condition::Site(site) => {
            scenario.site = Some(site);
            true
        }
        Condition::Exists(resource) => {
            scenario.resources.insert(resource);
            true
        }
        Condition::Not(inner) => match inner.as_ref() {
            Condition::Exists(resource) => {
                scenario.resources.remove(resource.as_str());
                true
            }
            _ => false,
        },
        Condition::Limit(name) => {
            scenario.used_up = operation.limits.iter().find(|limit| limit.name == *name);
            scenario.used_up.is_some()
        }
        Condition::Present { .. } | Condition::Matches { .. } | Condition::NotMatches { .. } => false,
        Condition::ForcedOnly(_) => false,
    }
}
