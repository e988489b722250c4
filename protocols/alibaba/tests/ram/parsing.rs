use serde_json::json;
use twinspec_alibaba::mock::ram::{Policy, TrustPolicy};

/// What is wrong with a policy of this one statement.
fn fault(statement: serde_json::Value) -> String {
    let policy = json!({ "Version": "1", "Statement": [statement] });
    Policy::from_json(&policy).expect_err(&policy.to_string()).to_string()
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_way_out() {
    for (statement, expected) in [
        (json!(1), "Statement[0]: is not an object"),
        (json!({ "Action": "*", "Resource": "*" }), "Statement[0]: `Effect` is missing: `Allow` or `Deny`"),
        (json!({ "Effect": "Permit", "Action": "*", "Resource": "*" }), "Statement[0].Effect: no effect `Permit`"),
        (
            json!({ "Effect": "Allow", "Actions": "*", "Resource": "*" }),
            "Statement[0]: no element `Actions`, did you mean `Action`?",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "NotAction": "ecs:*", "Resource": "*" }),
            "Statement[0]: has both `Action` and `NotAction`; remove one of them",
        ),
        (json!({ "Effect": "Allow", "Action": "*" }), "Statement[0]: `Resource` is missing: `*` or resource names"),
        (
            json!({ "Effect": "Allow", "Action": "CreateFolder", "Resource": "*" }),
            "Statement[0].Action: `CreateFolder` names no service; write `<service>:CreateFolder`",
        ),
        (json!({ "Effect": "Allow", "Action": [], "Resource": "*" }), "Statement[0].Action: is an empty list"),
        (
            json!({ "Effect": "Allow", "Action": [7], "Resource": "*" }),
            "Statement[0].Action: is neither a text nor a list of texts",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "instance/i-1" }),
            "Statement[0].Resource: `instance/i-1` is not a resource name; write `*` or \
             `acs:<service>:<region>:<account>:<relative id>`",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "IpAdress": {} } }),
            "Statement[0].Condition.IpAdress: there is no condition operator `IpAdress`, did you mean `IpAddress`?",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*",
                "Condition": { "IpAddress": { "acs:SourceIp": ["192.0.2.0/24", "192.0.2.0/33"] } } }),
            "Statement[0].Condition.IpAddress.acs:SourceIp: `192.0.2.0/33` is not a valid address or CIDR block, as \
             `192.0.2.1` or `192.0.2.0/24`",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*",
                "Condition": { "DateLessThan": { "acs:CurrentTime": "tomorrow" } } }),
            "Statement[0].Condition.DateLessThan.acs:CurrentTime: `tomorrow` is not a valid time, as \
             `2026-11-24T08:00:00+08:00`",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": { "MFA": "true" } } }),
            "Statement[0].Condition.Bool.MFA: `MFA` is not a condition key; they have the form `acs:SourceIp`",
        ),
        (
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": { "RAM": "*" } }),
            "Statement[0].Principal: is allowed only in trust policies; other policies apply to the identity that they are attached to",
        ),
    ] {
        assert_eq!(fault(statement), expected);
    }
}

#[test]
fn the_frame_of_a_policy_is_checked_too() {
    for (policy, expected) in [
        ("", "no JSON: EOF while parsing a value at line 1 column 0"),
        ("[]", "is not an object"),
        (r#"{ "Statement": [] }"#, "`Version` is missing: \"1\""),
        (r#"{ "Version": "2", "Statement": [] }"#, "Version: the only version is the text \"1\""),
        (r#"{ "Version": "1" }"#, "`Statement` is missing: a list of statements"),
        (r#"{ "Version": "1", "Statements": [] }"#, "no element `Statements`, did you mean `Statement`?"),
        (r#"{ "Version": "1", "Statement": "*" }"#, "Statement: is not a list of statements"),
    ] {
        let error = policy.parse::<Policy>().expect_err(policy);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_trust_policy_has_principals_and_no_resources() {
    for (statement, expected) in [
        (
            json!({ "Effect": "Allow", "Action": "sts:AssumeRole" }),
            "Statement[0]: `Principal` is missing: who may assume the role",
        ),
        (
            json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*" }),
            "Statement[0].Principal: is not an object with `RAM`, `Service` or `Federated`",
        ),
        (
            json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Services": "x" } }),
            "Statement[0].Principal: there is no kind of principal `Services`, did you mean `Service`?",
        ),
        (
            json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": "x" }, "Resource": "*" }),
            "Statement[0]: no element `Resource`, only Effect, Action, NotAction, Principal, Condition, Sid",
        ),
    ] {
        let policy = json!({ "Version": "1", "Statement": [statement] });
        assert_eq!(TrustPolicy::from_json(&policy).expect_err("a fault").to_string(), expected);
    }
}

#[test]
fn lists_of_one_can_be_written_without_brackets() {
    let short = r#"{ "Version": "1", "Statement": { "Effect": "Allow", "Action": "ecs:*", "Resource": "*" } }"#;
    let long = r#"{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": ["ecs:*"], "Resource": ["*"] }] }"#;
    assert_eq!(short.parse::<Policy>(), long.parse::<Policy>());
}
