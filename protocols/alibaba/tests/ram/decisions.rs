use std::sync::Arc;

use serde_json::json;
use twinspec_alibaba::mock::ram::{AccessRequest, Denial, Policies, Policy, PolicyType, decide};

use crate::policy;

const REQUEST: AccessRequest<'static> = AccessRequest { action: "ecs:StartInstance", resource: Some("*") };

fn allow() -> Arc<Policy> {
    Arc::new(policy("Allow", json!({ "Action": "ecs:*", "Resource": "*" })))
}

fn deny() -> Arc<Policy> {
    Arc::new(policy("Deny", json!({ "Action": "ecs:*", "Resource": "*" })))
}

fn silent() -> Arc<Policy> {
    Arc::new(policy("Allow", json!({ "Action": "oss:*", "Resource": "*" })))
}

fn list(letters: &str) -> Vec<Arc<Policy>> {
    let read = |letter| match letter {
        'a' => allow(),
        'd' => deny(),
        _ => silent(),
    };
    letters.chars().map(read).collect()
}

/// Control, session, account-level and resource-group-level policies by letter: `a` allows, `d` denies, `s` is
/// silent.
#[test]
fn every_kind_of_policy_has_its_say_in_the_order_of_the_service() {
    use PolicyType::*;
    let table = [
        ("", "", "", "", Some((false, AccountLevelIdentityBasedPolicy))),
        ("", "", "a", "", None),
        ("", "", "s", "", Some((false, AccountLevelIdentityBasedPolicy))),
        ("", "", "d", "", Some((true, AccountLevelIdentityBasedPolicy))),
        ("", "", "ad", "", Some((true, AccountLevelIdentityBasedPolicy))),
        ("", "", "da", "a", Some((true, AccountLevelIdentityBasedPolicy))),
        ("", "", "", "a", None),
        ("", "", "s", "a", None),
        ("", "", "a", "s", None),
        ("", "", "a", "d", Some((true, ResourceGroupLevelIdentityBasedPolicy))),
        ("", "", "s", "s", Some((false, ResourceGroupLevelIdentityBasedPolicy))),
        ("", "a", "a", "", None),
        ("", "s", "a", "", Some((false, SessionPolicy))),
        ("", "d", "a", "", Some((true, SessionPolicy))),
        ("", "a", "s", "", Some((false, AccountLevelIdentityBasedPolicy))),
        ("a", "", "a", "", None),
        ("a", "", "", "", Some((false, AccountLevelIdentityBasedPolicy))),
        ("s", "a", "a", "a", Some((false, ControlPolicy))),
        ("ad", "a", "a", "a", Some((true, ControlPolicy))),
        ("d", "d", "d", "d", Some((true, ControlPolicy))),
        ("a", "d", "d", "d", Some((true, SessionPolicy))),
    ];
    for (control, session, account, group, expected) in table {
        let (control, account_level, resource_group_level) = (list(control), list(account), list(group));
        let session_policy = list(session).pop();
        let policies = Policies {
            control: &control,
            session: session_policy.as_deref(),
            account_level: &account_level,
            resource_group_level: &resource_group_level,
        };
        let decision = decide(&policies, &REQUEST, &());
        let expected = expected.map_or(Ok(()), |(explicit, policy_type)| Err(Denial { explicit, policy_type }));
        assert_eq!(decision, expected, "{policies:?}");
    }
}

#[test]
fn a_denial_is_named_as_in_an_error_answer() {
    let denial = Denial { explicit: true, policy_type: PolicyType::ControlPolicy };
    assert_eq!(denial.no_permission_type(), "ExplicitDeny");
    assert_eq!(denial.policy_type.to_string(), "ControlPolicy");
    assert_eq!(Denial { explicit: false, ..denial }.no_permission_type(), "ImplicitDeny");
}
