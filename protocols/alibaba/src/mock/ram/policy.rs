//! Policies as data.

use super::Wildcard;
use super::action::Actions;
use super::arn::Resources;
use super::condition::Condition;
use super::principal::Principals;

/// What may be done: a policy of a user, a role or a session, or a control policy.
///
/// ```
/// use twinspec_alibaba::mock::ram::{AccessRequest, Policy, Verdict};
///
/// let policy: Policy = r#"{
///     "Version": "1",
///     "Statement": [{ "Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*" }]
/// }"#.parse()?;
/// let request = AccessRequest { action: "ecs:DescribeInstances", resource: Some("*") };
/// assert_eq!(policy.evaluate(&request, &()), Verdict::Allow);
///
/// let misspelt = r#"{ "Version": "1", "Statement": [{ "Effect": "allow", "Action": "*", "Resource": "*" }] }"#;
/// let error = misspelt.parse::<Policy>().expect_err("there is no effect of that name");
/// assert_eq!(error.to_string(), "Statement[0].Effect: no effect `allow`, did you mean `Allow`?");
/// # Ok::<(), twinspec_alibaba::mock::ram::PolicyError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub(super) statements: Vec<Statement>,
}

/// Who may assume a role: the trust policy of the role.
#[derive(Debug, Clone, PartialEq)]
pub struct TrustPolicy {
    pub(super) statements: Vec<TrustStatement>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) effect: Effect,
    pub(super) actions: Actions,
    pub(super) resources: Resources,
    pub(super) conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct TrustStatement {
    pub(super) effect: Effect,
    pub(super) actions: Actions,
    pub(super) principals: Principals,
    pub(super) conditions: Vec<Condition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Allow,
    Deny,
}

impl TrustPolicy {
    /// Trusts nobody.
    pub(crate) fn of_nobody() -> Self {
        TrustPolicy { statements: Vec::new() }
    }

    /// Trusts the users and roles of one account.
    pub(crate) fn of_account(account: &str) -> Self {
        TrustPolicy {
            statements: vec![TrustStatement {
                effect: Effect::Allow,
                actions: Actions::These(vec![Wildcard::ignoring_case("sts:AssumeRole")]),
                principals: Principals::account(account),
                conditions: Vec::new(),
            }],
        }
    }
}
