use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use twinspec_alibaba::mock::Mock;
use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, User};
use twinspec_alibaba::mock::ram::Policy;

use crate::common::{Response, V3, builder, exchange};

const ACCOUNT: &str = "1234567890123456";

fn policy(statements: Value) -> Policy {
    let policy = json!({ "Version": "1", "Statement": statements });
    Policy::from_json(&policy).unwrap_or_else(|error| panic!("{error} in {policy}"))
}

fn allow(action: &str, resource: &str) -> Value {
    json!({ "Effect": "Allow", "Action": action, "Resource": resource })
}

fn everything_if(condition: Value) -> Policy {
    policy(json!([{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition }]))
}

fn alice() -> User {
    User::new("alice").id("216959339000000000").access_key(AccessKey::new("alice", "secret"))
}

async fn mock_of(account: Account) -> Mock {
    builder().identity(Identity::new().account(account)).start().await.expect("the mock starts")
}

/// What RAM says to a call of alice, who has these policies.
async fn answer_to_alice(policies: &[Policy], call: &V3) -> Response {
    let alice = policies.iter().fold(alice(), |alice, policy| alice.policy(policy.clone()));
    let mock = mock_of(Account::new(ACCOUNT).user(alice)).await;
    exchange(mock.addr(), call.clone().access_key("alice", "secret").bytes()).await
}

fn count() -> V3 {
    V3::new("CountParcels", &[])
}

fn detail(answer: &Response) -> (String, String) {
    let detail = &answer.json()["AccessDeniedDetail"];
    let text = |member: &str| detail[member].as_str().unwrap_or_default().to_owned();
    (text("NoPermissionType"), text("PolicyType"))
}

#[tokio::test]
async fn a_user_without_policies_is_denied_in_full_detail() {
    let answer = answer_to_alice(&[], &V3::send_parcel(&[("RegionId", "cn-shanghai")])).await;
    assert_eq!((answer.status, answer.code().as_str()), (403, "NoPermission"));
    assert_eq!(answer.message(), "You are not authorized to do this action. You should be authorized by RAM.");
    let detail = answer.json()["AccessDeniedDetail"].clone();
    let diagnosis = STANDARD.decode(detail["EncodedDiagnosticMessage"].as_str().expect("text")).expect("Base64");
    assert_eq!(
        detail,
        json!({
            "AuthAction": "parcels:SendParcel",
            "AuthPrincipalDisplayName": "216959339000000000",
            "AuthPrincipalOwnerId": ACCOUNT,
            "AuthPrincipalType": "SubUser",
            "EncodedDiagnosticMessage": detail["EncodedDiagnosticMessage"],
            "NoPermissionType": "ImplicitDeny",
            "PolicyType": "AccountLevelIdentityBasedPolicy",
        })
    );
    let diagnosis: Value = serde_json::from_slice(&diagnosis).expect("JSON");
    assert_eq!(diagnosis["AuthResource"], "acs:parcels:cn-shanghai:1234567890123456:address/Lane 1");
    assert_eq!(
        answer.header("x-mock-hint"),
        Some(
            "no AccountLevelIdentityBasedPolicy allows `parcels:SendParcel` on \
             `acs:parcels:cn-shanghai:1234567890123456:address/Lane 1` to the user alice"
        )
    );
}

#[tokio::test]
async fn the_detail_is_there_in_xml_too() {
    let answer = answer_to_alice(&[], &V3::new("CountParcels", &[("Format", "XML")])).await;
    let expected = "<AccessDeniedDetail><AuthAction>parcels:CountParcels</AuthAction>\
                    <AuthPrincipalDisplayName>216959339000000000</AuthPrincipalDisplayName>";
    assert!(answer.body.contains(expected), "{}", answer.body);
    assert!(answer.body.ends_with("</PolicyType></AccessDeniedDetail></Error>"), "{}", answer.body);
}

#[tokio::test]
async fn an_account_itself_may_do_everything() {
    let account = Account::new(ACCOUNT).access_key(AccessKey::new("alice", "secret"));
    let mock = mock_of(account).await;
    let call = V3::send_parcel(&[]).access_key("alice", "secret");
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn every_action_has_to_be_allowed_on_the_resources_of_the_call() {
    for (statements, region, status) in [
        (json!([allow("*", "*")]), "cn-shanghai", 200),
        (json!([allow("PARCELS:sendparcel", "*"), allow("maps:*", "*")]), "cn-shanghai", 200),
        // The associated operation is missing.
        (json!([allow("parcels:SendParcel", "*")]), "cn-shanghai", 403),
        (json!([allow("parcels:*", "acs:parcels:*:*:address/Lane 1"), allow("maps:*", "*")]), "cn-shanghai", 200),
        (json!([allow("parcels:*", "acs:parcels:*:*:address/Lane 2"), allow("maps:*", "*")]), "cn-shanghai", 403),
        (json!([allow("parcels:*", "acs:parcels:cn-shanghai:*:*"), allow("maps:*", "*")]), "cn-shanghai", 200),
        (json!([allow("parcels:*", "acs:parcels:cn-shanghai:*:*"), allow("maps:*", "*")]), "cn-beijing", 403),
        (json!([allow("parcels:*", "acs:parcels:*:42:*"), allow("maps:*", "*")]), "cn-shanghai", 403),
    ] {
        let call = V3::send_parcel(&[("RegionId", region)]);
        let answer = answer_to_alice(&[policy(statements.clone())], &call).await;
        assert_eq!(answer.status, status, "{statements} in {region}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_denial_wins_over_another_policy_that_allows() {
    let deny = policy(json!([{ "Effect": "Deny", "Action": "parcels:Count*", "Resource": "*" }]));
    let answer = answer_to_alice(&[policy(json!([allow("*", "*")])), deny], &count()).await;
    assert_eq!(detail(&answer), ("ExplicitDeny".to_owned(), "AccountLevelIdentityBasedPolicy".to_owned()));
}

#[tokio::test]
async fn an_operation_without_authorization_data_has_the_usual_action() {
    assert_eq!(answer_to_alice(&[policy(json!([allow("parcels:Count*", "*")]))], &count()).await.status, 200);
    let answer = answer_to_alice(&[policy(json!([allow("parcels:Send*", "*")]))], &count()).await;
    assert_eq!(answer.json()["AccessDeniedDetail"]["AuthAction"], "parcels:CountParcels");
}

#[tokio::test]
async fn conditions_can_ask_for_what_is_known_of_the_request() {
    let with = |name: &str, value: &str| count().header(name, value);
    let tagged = V3::new("CountParcels", &[("Tag.1.Key", "x"), ("Tag.2.Key", "team"), ("Tag.2.Value", "dev")]);
    for (condition, call, status) in [
        (json!({ "IpAddress": { "acs:SourceIp": "127.0.0.0/8" } }), count(), 200),
        (json!({ "IpAddress": { "acs:SourceIp": "192.0.2.0/24" } }), count(), 403),
        (
            json!({ "IpAddress": { "acs:SourceIp": "192.0.2.0/24" } }),
            with("x-mock-condition-key", "acs:SourceIp=192.0.2.7"),
            200,
        ),
        (
            json!({ "StringEquals": { "acs:SourceVpc": "vpc-1" } }),
            with("x-mock-condition-key", "acs:SourceVpc = vpc-1"),
            200,
        ),
        (json!({ "StringEquals": { "acs:SourceVpc": "vpc-1" } }), count(), 403),
        (
            json!({ "StringLike": { "acs:UserAgent": "AlibabaCloud*" } }),
            with("user-agent", "AlibabaCloud (Linux)"),
            200,
        ),
        (json!({ "StringLike": { "acs:UserAgent": "AlibabaCloud*" } }), with("user-agent", "curl"), 403),
        (json!({ "StringEquals": { "acs:AccessId": "alice" } }), count(), 200),
        (json!({ "Bool": { "acs:MFAPresent": "true" } }), count(), 403),
        (json!({ "Bool": { "acs:SecureTransport": "false" } }), count(), 200),
        (json!({ "StringEquals": { "acs:RequestTag/team": "dev" } }), tagged.clone(), 200),
        (json!({ "StringEquals": { "acs:RequestTag/team": "prod" } }), tagged, 403),
        (json!({ "NumericLessThan": { "parcels:Weight": "10" } }), V3::new("CountParcels", &[("Weight", "9")]), 200),
        (json!({ "NumericLessThan": { "parcels:Weight": "10" } }), V3::new("CountParcels", &[("Weight", "11")]), 403),
    ] {
        let answer = answer_to_alice(&[everything_if(condition.clone())], &call).await;
        assert_eq!(answer.status, status, "{condition}: {}", answer.body);
    }
}

#[tokio::test]
async fn the_time_of_conditions_is_that_of_the_virtual_clock() {
    let until = everything_if(json!({ "DateLessThan": { "acs:CurrentTime": "2030-01-02T00:00:00+08:00" } }));
    let identity = Identity::new().account(Account::new(ACCOUNT).user(alice().policy(until)));
    let start = twinspec_core::time::parse("2030-01-01T15:59:00Z").expect("a time");
    let mock: Mock = builder().identity(identity).virtual_time(start).start().await.expect("the mock starts");
    let call = || count().access_key("alice", "secret").bytes();
    assert_eq!(exchange(mock.addr(), call()).await.status, 200);
    mock.advance(Duration::from_secs(60));
    assert_eq!(exchange(mock.addr(), call()).await.status, 403);
}

#[tokio::test]
async fn a_policy_of_a_resource_group_concerns_calls_for_the_group() {
    let user = alice().resource_group_policy("rg-1", "AdministratorAccess");
    let mock = mock_of(Account::new(ACCOUNT).user(user)).await;
    for (group, expected) in [
        (Some("rg-1"), None),
        (Some("rg-2"), Some("AccountLevelIdentityBasedPolicy")),
        (None, Some("AccountLevelIdentityBasedPolicy")),
    ] {
        let query: Vec<_> = group.map(|group| ("ResourceGroupId", group)).into_iter().collect();
        let call = V3::new("CountParcels", &query).access_key("alice", "secret");
        let answer = exchange(mock.addr(), call.bytes()).await;
        match expected {
            None => assert_eq!(answer.status, 200, "{}", answer.body),
            Some(policy_type) => assert_eq!(detail(&answer).1, policy_type),
        }
    }
}

#[tokio::test]
async fn control_policies_restrain_the_users_of_members_only() {
    let guard = policy(json!([
        allow("*", "*"),
        { "Effect": "Deny", "Action": "parcels:CountParcels", "Resource": "*" },
    ]));
    let user = |name: &str| User::new(name).access_key(AccessKey::new(name, "secret")).policy("AdministratorAccess");
    let identity = Identity::new()
        .account(Account::new("1").user(user("manager")).policy("guard", guard))
        .account(
            Account::new("2")
                .access_key(AccessKey::new("owner", "secret"))
                .user(user("member"))
                .member_of("1")
                .control_policy("FullAliyunAccess")
                .control_policy("guard"),
        )
        .account(Account::new("3").user(user("unguarded")).member_of("1"));
    let mock: Mock = builder().identity(identity).start().await.expect("the mock starts");
    for (key, expected) in [("manager", 200), ("owner", 200), ("unguarded", 200), ("member", 403)] {
        let answer = exchange(mock.addr(), count().access_key(key, "secret").bytes()).await;
        assert_eq!(answer.status, expected, "{key}: {}", answer.body);
        if expected == 403 {
            assert_eq!(detail(&answer), ("ExplicitDeny".to_owned(), "ControlPolicy".to_owned()));
        }
    }
}

#[tokio::test]
async fn a_disabled_access_key_is_inactive() {
    let user =
        User::new("alice").access_key(AccessKey::new("alice", "secret").disabled()).policy("AdministratorAccess");
    let mock = mock_of(Account::new(ACCOUNT).user(user)).await;
    let answer = exchange(mock.addr(), count().access_key("alice", "secret").bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidAccessKeyId.Inactive"));
    assert_eq!(answer.message(), "Specified access key is disabled.");
}
