//! What has to be so before a call for it to succeed, or to raise a row of the error table.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::model::{Api, Condition, ErrorRow, Limit, Operation};

/// The state of the mock before a call, and the parameters of the call.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenario<'a> {
    /// The site that the mock plays, if it matters.
    pub site: Option<&'a str>,
    /// The names in `x-twin-given` of what is there.
    pub given: Vec<&'a str>,
    /// What the account owns besides.
    pub resources: BTreeSet<&'a str>,
    /// What the account must not own of what is given.
    pub without: BTreeSet<&'a str>,
    /// The parameters that differ from the examples.
    pub parameters: Map<String, Value>,
    /// The limit that calls before have used up.
    pub used_up: Option<&'a Limit>,
}

/// The state in which the operation succeeds.
pub(super) fn success<'a>(api: &'a Api, operation: &'a Operation) -> Scenario<'a> {
    let mut scenario = Scenario { given: operation.given.iter().map(String::as_str).collect(), ..Scenario::default() };
    if !scenario.given.is_empty() {
        return scenario;
    }
    for condition in operation.errors.iter().filter_map(|row| row.when.as_ref()) {
        if let Condition::Not(inner) = condition
            && let Condition::Exists(resource) = inner.as_ref()
            && is_single(api, resource)
        {
            scenario.resources.insert(resource);
        }
    }
    scenario
}

/// The states that raise a row: one for each of its examples, or the one that its condition describes. None if the
/// condition cannot be brought about by what a scenario has.
pub(super) fn errors<'a>(api: &'a Api, operation: &'a Operation, row: &'a ErrorRow) -> Vec<Scenario<'a>> {
    let Some(condition) = &row.when else { return Vec::new() };
    let base = success(api, operation);
    if row.examples.is_empty() {
        let mut scenario = base;
        let done = bring_about(condition, api, operation, &mut scenario);
        return if done { vec![scenario] } else { Vec::new() };
    }
    let examples = row.examples.iter().map(|example| {
        let mut scenario = base.clone();
        match &example.given {
            Some(given) => {
                let given = given.iter().map(String::as_str).collect();
                scenario = Scenario { given, ..Scenario::default() };
            }
            // What the example does not say, the account's resources and limits, comes from the condition.
            None => drop(bring_about(condition, api, operation, &mut scenario)),
        }
        Scenario { site: example.site.as_deref(), parameters: example.parameters.clone(), ..scenario }
    });
    examples.collect()
}

/// Whether a name is that of a resource of which an account has at most one.
fn is_single(api: &Api, name: &str) -> bool {
    api.resources.iter().any(|resource| resource.name == name && resource.key.is_none())
}

/// Changes a scenario so that the condition holds; whether that could be done.
fn bring_about<'a>(
    condition: &'a Condition,
    api: &'a Api,
    operation: &'a Operation,
    scenario: &mut Scenario<'a>,
) -> bool {
    match condition {
        Condition::All(all) => all.iter().all(|condition| bring_about(condition, api, operation, scenario)),
        Condition::Any(any) => any.iter().any(|condition| {
            let mut attempt = scenario.clone();
            let done = bring_about(condition, api, operation, &mut attempt);
            if done {
                *scenario = attempt;
            }
            done
        }),
        Condition::Site(site) => {
            scenario.site = Some(site);
            true
        }
        Condition::Exists(resource) if is_single(api, resource) => {
            scenario.resources.insert(resource);
            scenario.without.remove(resource.as_str());
            true
        }
        Condition::Not(inner) => match inner.as_ref() {
            Condition::Exists(resource) if is_single(api, resource) => {
                scenario.resources.remove(resource.as_str());
                scenario.without.insert(resource);
                true
            }
            _ => false,
        },
        Condition::Limit(name) => {
            // A mock that is called by its address does not know of any region.
            scenario.used_up = operation.limits.iter().find(|limit| limit.name == *name && limit.region.is_none());
            scenario.used_up.is_some()
        }
        Condition::Exists(_)
        | Condition::Count { .. }
        | Condition::ValidCode { .. }
        | Condition::Some { .. }
        | Condition::UnknownPageToken(_)
        | Condition::Present { .. }
        | Condition::Matches { .. }
        | Condition::NotMatches { .. }
        | Condition::Equals { .. }
        | Condition::LongerThan { .. }
        | Condition::ShorterThan { .. }
        | Condition::ForcedOnly(_) => false,
    }
}
