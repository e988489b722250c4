//! What all the policies that concern a request come to.

use std::fmt;
use std::sync::Arc;

use super::{AccessRequest, Facts, Policy, Verdict};

/// The policies that concern a request, by kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policies<'a> {
    /// The control policies of the resource directory, if the account is a member of one and has any.
    pub control: &'a [Arc<Policy>],
    /// The policy that the session was created with.
    pub session: Option<&'a Policy>,
    /// What the user or the role may do in the whole account.
    pub account_level: &'a [Arc<Policy>],
    /// What the user or the role may do in the resource group of the request.
    pub resource_group_level: &'a [Arc<Policy>],
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denial {
    /// Whether a statement denies the request, rather than none allowing it.
    pub explicit: bool,
    /// The kind of policy that denies it or should have allowed it.
    pub policy_type: PolicyType,
}

impl Denial {
    /// `ExplicitDeny` or `ImplicitDeny`, as error answers have it.
    pub fn no_permission_type(&self) -> &'static str {
        match self.explicit {
            true => "ExplicitDeny",
            false => "ImplicitDeny",
        }
    }
}

/// A kind of policy, as error answers name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PolicyType {
    ControlPolicy,
    SessionPolicy,
    AccountLevelIdentityBasedPolicy,
    ResourceGroupLevelIdentityBasedPolicy,
    AssumeRolePolicy,
}

impl fmt::Display for PolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Decides in the order of the service: control policies, the session policy, policies of the identity for the
/// account, then for the resource group. Each of the first two has to allow the request where it exists, and one
/// of the last two has to; a denial anywhere is the end.
///
/// # Errors
///
/// The request is denied.
pub fn decide(
    policies: &Policies<'_>,
    request: &AccessRequest<'_>,
    facts: &(impl Facts + ?Sized),
) -> Result<(), Denial> {
    let denied = |explicit, policy_type| Err(Denial { explicit, policy_type });
    let all = |policies: &[Arc<Policy>]| combine(policies.iter().map(|policy| policy.evaluate(request, facts)));
    let guard = |verdict, policy_type| match verdict {
        Verdict::Allow => Ok(()),
        Verdict::Deny => denied(true, policy_type),
        Verdict::Silent => denied(false, policy_type),
    };
    if !policies.control.is_empty() {
        guard(all(policies.control), PolicyType::ControlPolicy)?;
    }
    if let Some(session) = policies.session {
        guard(session.evaluate(request, facts), PolicyType::SessionPolicy)?;
    }
    let account_level = all(policies.account_level);
    if account_level == Verdict::Deny {
        return denied(true, PolicyType::AccountLevelIdentityBasedPolicy);
    }
    match all(policies.resource_group_level) {
        Verdict::Deny => denied(true, PolicyType::ResourceGroupLevelIdentityBasedPolicy),
        Verdict::Allow => Ok(()),
        Verdict::Silent if account_level == Verdict::Allow => Ok(()),
        Verdict::Silent if policies.resource_group_level.is_empty() => {
            denied(false, PolicyType::AccountLevelIdentityBasedPolicy)
        }
        Verdict::Silent => denied(false, PolicyType::ResourceGroupLevelIdentityBasedPolicy),
    }
}

/// Decides by the control policies of each level that restrains an account: each has to allow the request, and none may deny it.
///
/// # Errors
///
/// The request is denied.
pub(crate) fn within(
    levels: &[Vec<Policy>],
    request: &AccessRequest<'_>,
    facts: &(impl Facts + ?Sized),
) -> Result<(), Denial> {
    let verdict = |level: &Vec<Policy>| combine(level.iter().map(|policy| policy.evaluate(request, facts)));
    let denied = |explicit| Err(Denial { explicit, policy_type: PolicyType::ControlPolicy });
    let verdicts: Vec<_> = levels.iter().map(verdict).collect();
    if verdicts.contains(&Verdict::Deny) {
        return denied(true);
    }
    if verdicts.contains(&Verdict::Silent) { denied(false) } else { Ok(()) }
}

fn combine(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut combined = Verdict::Silent;
    for verdict in verdicts {
        match verdict {
            Verdict::Deny => return Verdict::Deny,
            Verdict::Allow => combined = Verdict::Allow,
            Verdict::Silent => {}
        }
    }
    combined
}
