//! What one policy says of a request.

use super::condition::Condition;
use super::policy::Effect;
use super::{Facts, Policy, PrincipalKind, TrustPolicy};

/// What is to be done to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessRequest<'a> {
    /// The action, `resourcemanager:CreateFolder`.
    pub action: &'a str,
    /// The name of the resource; `*` if the action is not about single resources. If it is not known, whatever
    /// a policy allows for some resource is allowed, and only what it denies for all resources is denied.
    pub resource: Option<&'a str>,
}

/// What a policy says of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A statement allows it, and none denies it.
    Allow,
    /// A statement denies it, whatever the others say.
    Deny,
    /// No statement speaks of it.
    Silent,
}

impl Policy {
    /// What the policy says of a request.
    pub fn evaluate(&self, request: &AccessRequest<'_>, facts: &(impl Facts + ?Sized)) -> Verdict {
        verdict(self.statements.iter().map(|statement| {
            let allows = statement.effect == Effect::Allow;
            let speaks = statement.actions.include(request.action)
                && statement.resources.include(request.resource, allows)
                && hold(&statement.conditions, facts);
            (speaks, statement.effect)
        }))
    }
}

impl TrustPolicy {
    /// Whether a principal may assume the role: what the policy says of an action, `sts:AssumeRole`, by any of
    /// the names that the principal has.
    pub fn evaluate(
        &self,
        action: &str,
        kind: PrincipalKind,
        names: &[&str],
        facts: &(impl Facts + ?Sized),
    ) -> Verdict {
        verdict(self.statements.iter().map(|statement| {
            let speaks = statement.actions.include(action)
                && statement.principals.include(kind, names)
                && hold(&statement.conditions, facts);
            (speaks, statement.effect)
        }))
    }
}

/// A denial wins over every allowance.
fn verdict(statements: impl Iterator<Item = (bool, Effect)>) -> Verdict {
    let mut verdict = Verdict::Silent;
    for (speaks, effect) in statements {
        match (speaks, effect) {
            (true, Effect::Deny) => return Verdict::Deny,
            (true, Effect::Allow) => verdict = Verdict::Allow,
            (false, _) => {}
        }
    }
    verdict
}

/// All conditions of a statement hold.
fn hold(conditions: &[Condition], facts: &(impl Facts + ?Sized)) -> bool {
    conditions.iter().all(|condition| condition.holds(facts))
}
