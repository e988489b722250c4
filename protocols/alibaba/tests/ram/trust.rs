use serde_json::{Value, json};
use twinspec_alibaba::mock::ram::{PrincipalKind, TrustPolicy, Verdict};

fn trust(statements: Value) -> TrustPolicy {
    let policy = json!({ "Version": "1", "Statement": statements });
    TrustPolicy::from_json(&policy).unwrap_or_else(|error| panic!("{error} in {policy}"))
}

const ALICE: &[&str] = &["acs:ram::1:user/alice", "acs:ram::1:root"];

#[test]
fn a_principal_is_trusted_by_any_of_its_names() {
    for (principal, kind, names, verdict) in [
        (json!({ "RAM": ["acs:ram::1:root"] }), PrincipalKind::Ram, ALICE, Verdict::Allow),
        (json!({ "RAM": "acs:ram::1:user/alice" }), PrincipalKind::Ram, ALICE, Verdict::Allow),
        (json!({ "RAM": ["acs:ram::1:user/*"] }), PrincipalKind::Ram, ALICE, Verdict::Allow),
        (json!({ "RAM": ["acs:ram::1:user/bob", "acs:ram::2:root"] }), PrincipalKind::Ram, ALICE, Verdict::Silent),
        (json!({ "Service": ["ecs.aliyuncs.com"] }), PrincipalKind::Service, &["ecs.aliyuncs.com"], Verdict::Allow),
        (json!({ "Service": ["ecs.aliyuncs.com"] }), PrincipalKind::Ram, &["ecs.aliyuncs.com"], Verdict::Silent),
        (
            json!({ "Federated": "acs:ram::1:oidc-provider/idp" }),
            PrincipalKind::Federated,
            &["acs:ram::1:oidc-provider/idp"],
            Verdict::Allow,
        ),
    ] {
        let statement = json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal });
        let found = trust(json!([statement])).evaluate("sts:AssumeRole", kind, names, &());
        assert_eq!(found, verdict, "{statement} and {names:?}");
    }
}

#[test]
fn a_denial_wins_over_trust() {
    let policy = trust(json!([
        { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "acs:ram::1:root" } },
        { "Effect": "Deny", "Action": "sts:*", "Principal": { "RAM": "acs:ram::1:user/alice" } },
    ]));
    assert_eq!(policy.evaluate("sts:AssumeRole", PrincipalKind::Ram, ALICE, &()), Verdict::Deny);
    let bob = &["acs:ram::1:user/bob", "acs:ram::1:root"];
    assert_eq!(policy.evaluate("sts:AssumeRole", PrincipalKind::Ram, bob, &()), Verdict::Allow);
}

#[test]
fn trust_can_depend_on_an_external_id() {
    let policy = trust(json!([{
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "RAM": "acs:ram::1:root" },
        "Condition": { "StringEquals": { "sts:ExternalId": "abcd1234" } },
    }]));
    let verdict = |facts: &[(&str, &str)]| policy.evaluate("sts:AssumeRole", PrincipalKind::Ram, ALICE, facts);
    assert_eq!(verdict(&[("sts:ExternalId", "abcd1234")]), Verdict::Allow);
    assert_eq!(verdict(&[("sts:ExternalId", "wrong")]), Verdict::Silent);
    assert_eq!(verdict(&[]), Verdict::Silent);
}
