//! The policy language: what is a policy, and what policies say of requests.

mod conditions;
mod decisions;
mod matching;
mod parsing;
mod properties;
mod trust;

use serde_json::{Value, json};
use twinspec_alibaba::mock::ram::{AccessRequest, Facts, Policy, Verdict};

/// A policy of one statement: an effect and further elements.
fn policy(effect: &str, elements: Value) -> Policy {
    let mut statement = elements;
    statement["Effect"] = effect.into();
    parse(&json!({ "Version": "1", "Statement": [statement] }))
}

fn parse(policy: &Value) -> Policy {
    Policy::from_json(policy).unwrap_or_else(|error| panic!("{error} in {policy}"))
}

/// Whether a policy with this condition allows a request of which these facts are known.
fn holds(condition: Value, facts: &(impl Facts + ?Sized)) -> bool {
    let policy = policy("Allow", json!({ "Action": "*", "Resource": "*", "Condition": condition }));
    let request = AccessRequest { action: "ecs:StartInstance", resource: Some("*") };
    policy.evaluate(&request, facts) == Verdict::Allow
}
