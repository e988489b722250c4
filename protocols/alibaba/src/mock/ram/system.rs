//! Policies that every account has.

use super::Policy;
use super::action::Actions;
use super::arn::{Pattern, Resources};
use super::policy::{Effect, Statement};
use super::wildcard::Wildcard;

/// The system policies that the mock knows, with what they allow on all resources. The others of the service are
/// long lists that change with it.
pub(crate) const SYSTEM_POLICIES: [(&str, &str); 3] = [
    ("AdministratorAccess", "*"),
    // The control policy that every member of a resource directory has to begin with.
    ("FullAliyunAccess", "*"),
    ("AliyunSTSAssumeRoleAccess", "sts:AssumeRole"),
];

/// The system policy of this name.
pub(crate) fn system_policy(name: &str) -> Option<Policy> {
    let (_, action) = SYSTEM_POLICIES.iter().find(|(known, _)| *known == name)?;
    let statement = Statement {
        effect: Effect::Allow,
        actions: Actions::These(vec![Wildcard::ignoring_case(*action)]),
        resources: Resources::These(vec![Pattern::new("*")]),
        conditions: Vec::new(),
    };
    Some(Policy { statements: vec![statement] })
}
