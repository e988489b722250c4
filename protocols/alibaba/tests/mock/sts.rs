use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use twinspec_alibaba::mock::Mock;
use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, OidcProvider, Role, User};
use twinspec_alibaba::mock::ram::TrustPolicy;

use crate::common::http::plain;
use crate::common::signed::form;
use crate::common::{Response, RpcV1, V3, builder, exchange};

const ROLE: &str = "acs:ram::1:role/counter";
const PROVIDER: &str = "acs:ram::1:oidc-provider/idp";

fn trust(statement: Value) -> TrustPolicy {
    TrustPolicy::from_json(&json!({ "Version": "1", "Statement": [statement] })).expect("a trust policy")
}

fn user(name: &str) -> User {
    User::new(name).access_key(AccessKey::new(name, "secret"))
}

fn identity() -> Identity {
    let of_provider = trust(json!({
        "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Federated": [PROVIDER] },
        "Condition": { "StringEquals": { "oidc:aud": "client", "oidc:iss": "https://idp" }, "StringLike": { "oidc:sub": "ci:*" } },
    }));
    let with_external_id = trust(json!({
        "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "RAM": ["acs:ram::2:root"] },
        "Condition": { "StringEquals": { "sts:ExternalId": "abcd1234" } },
    }));
    let first = Account::new("1")
        .access_key(AccessKey::new("root", "secret"))
        .user(user("alice").policy("AliyunSTSAssumeRoleAccess"))
        .user(user("bob"))
        .role(Role::new("Counter").policy("AdministratorAccess"))
        .role(Role::new("poor").max_session_duration(Duration::from_secs(43_200)))
        .role(Role::new("ci").policy("AdministratorAccess").trust_policy(of_provider))
        .role(Role::new("guest").policy("AdministratorAccess").trust_policy(with_external_id))
        .oidc_provider(OidcProvider::new("idp", "https://idp").client_id("client"));
    let second = Account::new("2").user(user("carol").policy("AliyunSTSAssumeRoleAccess"));
    Identity::new().account(first).account(second)
}

async fn start() -> Mock {
    builder().identity(identity()).start().await.expect("the mock starts")
}

fn sts(action: &str, query: &[(&str, &str)]) -> V3 {
    V3::new(action, query).header("x-acs-version", "2015-04-01").access_key("alice", "secret")
}

fn assume(role: &str) -> V3 {
    sts("AssumeRole", &[("RoleArn", role), ("RoleSessionName", "test")])
}

/// The credentials of an answer.
struct Session {
    id: String,
    secret: String,
    token: String,
}

impl Session {
    fn of(answer: &Response) -> Self {
        let credentials = &answer.json()["Credentials"];
        let text = |member: &str| credentials[member].as_str().unwrap_or_else(|| panic!("{}", answer.body)).to_owned();
        Session { id: text("AccessKeyId"), secret: text("AccessKeySecret"), token: text("SecurityToken") }
    }

    fn sign(&self, call: V3) -> V3 {
        call.access_key(&self.id, &self.secret).header("x-acs-security-token", &self.token)
    }

    fn count(&self) -> V3 {
        self.sign(V3::new("CountParcels", &[]))
    }
}

fn refused(answer: &Response, status: u16, code: &str, message: &str) {
    let found = (answer.status, answer.code(), answer.message());
    assert_eq!(found, (status, code.to_owned(), message.to_owned()), "{}", answer.body);
}

const NO_PERMISSION: &str = "You are not authorized to do this action. You should be authorized by RAM.";

#[tokio::test]
async fn a_role_is_assumed_as_each_sdk_does_it_and_its_session_may_call() {
    let mock = start().await;
    let parameters = [("RoleArn", ROLE), ("RoleSessionName", "test"), ("DurationSeconds", "900"), ("Format", "JSON")];
    let v1 = || RpcV1::new("AssumeRole", &parameters).set("Version", "2015-04-01").set("AccessKeyId", "alice");
    let v1 = || RpcV1 { secret: "secret".to_owned(), ..v1() };
    let in_form = ["RoleArn", "RoleSessionName", "DurationSeconds"];
    for request in [v1().get(), v1().post(), v1().post_split(&in_form), assume(ROLE).bytes()] {
        let answer = exchange(mock.addr(), &request).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let user = &answer.json()["AssumedRoleUser"];
        assert_eq!(user["Arn"], "acs:ram::1:role/counter/test");
        assert!(
            user["AssumedRoleId"].as_str().is_some_and(|id| id.starts_with('3') && id.ends_with(":test")),
            "{user}"
        );
        assert_eq!(answer.text("RequestId").len(), 36);
        let session = Session::of(&answer);
        assert!(session.id.starts_with("STS."), "{}", session.id);
        assert_eq!(exchange(mock.addr(), session.count().bytes()).await.status, 200);
        let v1 = RpcV1::new("CountParcels", &[("SecurityToken", &session.token)]).set("AccessKeyId", &session.id);
        let v1 = RpcV1 { secret: session.secret.clone(), ..v1 };
        assert_eq!(exchange(mock.addr(), v1.get()).await.status, 200);
    }
    assert!(mock.calls().iter().all(|call| call.account.as_deref() == Some("1")));
}

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_told_on_the_virtual_clock() {
    let start = UNIX_EPOCH + Duration::from_secs(1_900_000_000);
    let mock: Mock = builder().identity(identity()).virtual_time(start).start().await.expect("the mock starts");
    for (duration, seconds) in [(None, 3_600), (Some("900"), 900)] {
        let mut call = assume(ROLE);
        call.query.extend(duration.map(|duration| ("DurationSeconds".to_owned(), duration.to_owned())));
        let answer = exchange(mock.addr(), call.bytes()).await;
        let end = mock.now() + Duration::from_secs(seconds);
        assert_eq!(answer.json()["Credentials"]["Expiration"], twinspec_core::time::format(end));
        let session = Session::of(&answer);
        mock.advance(Duration::from_secs(seconds - 1));
        assert_eq!(exchange(mock.addr(), session.count().bytes()).await.status, 200);
        mock.advance(Duration::from_secs(1));
        let answer = exchange(mock.addr(), session.count().bytes()).await;
        refused(&answer, 400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
    }
}

#[tokio::test]
async fn a_security_token_has_to_belong_to_its_access_key() {
    let mock = start().await;
    let one = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    let other = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    assert_ne!((&one.id, &one.secret, &one.token), (&other.id, &other.secret, &other.token));
    let missing = one.count().without("x-acs-security-token");
    let answer = exchange(mock.addr(), missing.bytes()).await;
    refused(&answer, 400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
    let malformed = one.count().header("x-acs-security-token", "nonsense");
    let answer = exchange(mock.addr(), malformed.bytes()).await;
    refused(&answer, 400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
    const MISMATCH: &str = "Specified SecurityToken mismatch with the AccessKey.";
    let foreign = one.count().header("x-acs-security-token", &other.token);
    let answer = exchange(mock.addr(), foreign.bytes()).await;
    refused(&answer, 400, "InvalidSecurityToken.MismatchWithAccessKey", MISMATCH);
    let long_term = other.count().access_key("root", "secret");
    let answer = exchange(mock.addr(), long_term.bytes()).await;
    refused(&answer, 400, "InvalidSecurityToken.MismatchWithAccessKey", MISMATCH);
    let wrong_secret = one.count().access_key(&one.id, "wrong");
    assert_eq!(exchange(mock.addr(), wrong_secret.bytes()).await.code(), "SignatureDoesNotMatch");
    let unknown = one.count().access_key("STS.unknown", &one.secret);
    assert_eq!(exchange(mock.addr(), unknown.bytes()).await.code(), "InvalidAccessKeyId.NotFound");
}

#[tokio::test]
async fn what_is_wrong_with_a_request_for_a_session_is_told_by_the_error_table() {
    let mock = start().await;
    let long = "x".repeat(65);
    let large = format!(r#"{{"Version":"1","Statement":[]{}}}"#, " ".repeat(2_048));
    for (name, value, status, code, message) in [
        ("RoleArn", "counter", 400, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed."),
        ("RoleArn", "acs:ram::1:role/nobody", 404, "EntityNotExist.Role", "The specified Role not exists ."),
        ("RoleArn", "acs:ram::9:role/counter", 404, "EntityNotExist.Role", "The specified Role not exists ."),
        (
            "RoleSessionName",
            "a",
            400,
            "InvalidParameter.RoleSessionName",
            "The parameter RoleSessionName is wrongly formed.",
        ),
        (
            "RoleSessionName",
            &long,
            400,
            "InvalidParameter.RoleSessionName",
            "The parameter RoleSessionName is wrongly formed.",
        ),
        (
            "RoleSessionName",
            "a b",
            400,
            "InvalidParameter.RoleSessionName",
            "The parameter RoleSessionName is wrongly formed.",
        ),
        (
            "DurationSeconds",
            "899",
            400,
            "InvalidParameter.DurationSeconds",
            "The Min/Max value of DurationSeconds is 15min/1hr.",
        ),
        (
            "DurationSeconds",
            "3601",
            400,
            "InvalidParameter.DurationSeconds",
            "The Min/Max value of DurationSeconds is 15min/1hr.",
        ),
        (
            "DurationSeconds",
            "x",
            400,
            "InvalidParameter.DurationSeconds",
            "The Min/Max value of DurationSeconds is 15min/1hr.",
        ),
        ("ExternalId", "a", 400, "InvalidParameter.ExternalId", "The parameter ExternalId is wrongly formed."),
        ("Policy", "{}", 400, "InvalidParameter.PolicyGrammar", "The parameter Policy has not passed grammar check."),
        ("Policy", &large, 400, "InvalidParameter.PolicySize", "The size of Policy must be smaller than 2048 bytes."),
        ("RoleArn", "", 400, "MissingRoleArn", "RoleArn is mandatory for this action."),
    ] {
        let mut call = assume(ROLE);
        call.query.retain(|(known, _)| known != name);
        if !value.is_empty() {
            call.query.push((name.to_owned(), value.to_owned()));
        }
        let answer = exchange(mock.addr(), call.bytes()).await;
        refused(&answer, status, code, message);
        assert!(answer.text("Recommend").contains("product=Sts"), "{}", answer.body);
    }
    let mut call = assume("acs:ram::1:role/poor");
    call.query.push(("DurationSeconds".to_owned(), "43200".to_owned()));
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn caller_and_role_both_have_to_agree() {
    let mock = start().await;
    for (key, role, external_id, expected) in [
        ("alice", ROLE, None, None),
        ("bob", ROLE, None, Some("AccountLevelIdentityBasedPolicy")),
        ("carol", ROLE, None, Some("AssumeRolePolicy")),
        ("carol", "acs:ram::1:role/guest", Some("abcd1234"), None),
        ("carol", "acs:ram::1:role/guest", Some("wrong"), Some("AssumeRolePolicy")),
        ("carol", "acs:ram::1:role/guest", None, Some("AssumeRolePolicy")),
        ("alice", "acs:ram::1:role/guest", Some("abcd1234"), Some("AssumeRolePolicy")),
    ] {
        let mut call = assume(role).access_key(key, "secret");
        call.query.extend(external_id.map(|id| ("ExternalId".to_owned(), id.to_owned())));
        let answer = exchange(mock.addr(), call.bytes()).await;
        match expected {
            None => assert_eq!(answer.status, 200, "{key} {role}: {}", answer.body),
            Some(policy_type) => {
                refused(&answer, 403, "NoPermission", NO_PERMISSION);
                let detail = &answer.json()["AccessDeniedDetail"];
                assert_eq!(
                    (&detail["PolicyType"], &detail["AuthAction"]),
                    (&json!(policy_type), &json!("sts:AssumeRole"))
                );
            }
        }
    }
    let answer = exchange(mock.addr(), assume(ROLE).access_key("root", "secret").bytes()).await;
    refused(&answer, 403, "NoPermission", NO_PERMISSION);
    assert!(answer.header("x-mock-hint").is_some_and(|hint| hint.contains("RAM user")));
}

#[tokio::test]
async fn a_session_policy_takes_from_what_the_role_may() {
    let mock = start().await;
    let mut call = assume(ROLE);
    let policy = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"parcels:Count*","Resource":"*"}]}"#;
    call.query.push(("Policy".to_owned(), policy.to_owned()));
    let session = Session::of(&exchange(mock.addr(), call.bytes()).await);
    assert_eq!(exchange(mock.addr(), session.count().bytes()).await.status, 200);
    let answer = exchange(mock.addr(), session.sign(V3::send_parcel(&[])).bytes()).await;
    let detail = &answer.json()["AccessDeniedDetail"];
    assert_eq!(detail["PolicyType"], "SessionPolicy");
    assert_eq!(detail["AuthPrincipalType"], "AssumedRoleUser");
    assert_eq!(detail["AuthPrincipalDisplayName"], "Counter:test");
    let poor = Session::of(&exchange(mock.addr(), assume("acs:ram::1:role/poor").bytes()).await);
    assert_eq!(exchange(mock.addr(), poor.count().bytes()).await.status, 403);
}

#[tokio::test]
async fn a_session_can_assume_the_next_role() {
    let mock = start().await;
    let session = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    let answer = exchange(mock.addr(), session.sign(assume("acs:ram::1:role/poor")).bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn everyone_can_ask_who_he_is() {
    let mock = start().await;
    let session = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    let ask = || sts("GetCallerIdentity", &[]);
    for (call, kind, arn) in [
        (ask().access_key("root", "secret"), "Account", "acs:ram::1:root"),
        (ask().access_key("bob", "secret"), "RAMUser", "acs:ram::1:user/bob"),
        (session.sign(ask()), "AssumedRoleUser", "acs:ram::1:assumed-role/Counter/test"),
    ] {
        let answer = exchange(mock.addr(), call.bytes()).await;
        assert_eq!((answer.text("IdentityType").as_str(), answer.text("Arn").as_str()), (kind, arn), "{}", answer.body);
        assert_eq!(answer.text("AccountId"), "1");
    }
}

/// A token of the identity provider with these claims.
fn token(claims: Value) -> String {
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2lnbmF0dXJl", part(json!({ "alg": "RS256" })), part(claims))
}

fn claims() -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
    json!({ "iss": "https://idp", "aud": ["other", "client"], "sub": "ci:main", "exp": now + 600, "iat": now })
}

fn with(claim: &str, value: Value) -> String {
    let mut claims = claims();
    claims[claim] = value;
    token(claims)
}

/// The same unsigned request as each SDK sends it.
fn oidc(token: &str, provider: &str, role: &str) -> [String; 3] {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let common = vec![
        pair("Action", "AssumeRoleWithOIDC"),
        pair("Version", "2015-04-01"),
        pair("Format", "JSON"),
        pair("Timestamp", &twinspec_core::time::format(SystemTime::now())),
    ];
    let own = vec![
        pair("RoleArn", role),
        pair("OIDCProviderArn", provider),
        pair("OIDCToken", token),
        pair("RoleSessionName", "test"),
        pair("DurationSeconds", "3600"),
    ];
    let all = [common.clone(), own.clone()].concat();
    let in_form = [("content-type", "application/x-www-form-urlencoded")];
    let headers = [("x-acs-action", "AssumeRoleWithOIDC"), ("x-acs-version", "2015-04-01")];
    [
        plain("GET", &format!("/?{}", form(&all)), &[], ""),
        plain("POST", &format!("/?{}", form(&common)), &in_form, &form(&own)),
        plain("POST", &format!("/?{}", form(&own)), &headers, ""),
    ]
}

#[tokio::test]
async fn a_token_of_an_identity_provider_lets_a_role_be_assumed_without_a_signature() {
    let mock = start().await;
    for request in oidc(&token(claims()), PROVIDER, "acs:ram::1:role/ci") {
        let answer = exchange(mock.addr(), &request).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let info = &answer.json()["OIDCTokenInfo"];
        assert_eq!((&info["Subject"], &info["ClientIds"]), (&json!("ci:main"), &json!("client")));
        assert_eq!(exchange(mock.addr(), Session::of(&answer).count().bytes()).await.status, 200);
    }
    let shown = format!("{:?}", mock.calls());
    assert!(!shown.contains("c2lnbmF0dXJl"), "{shown}");
}

#[tokio::test]
async fn a_token_that_is_not_good_is_refused() {
    let mock = start().await;
    let invalid = ("AuthenticationFail.OIDCToken.Invalid", "This JsonWebToken is invalid.");
    let no_provider = ("AuthenticationFail.NoPermission", "Parameter OIDCProviderArn is not valid");
    let ci = "acs:ram::1:role/ci";
    for (token, provider, role, status, (code, message)) in [
        ("nonsense".to_owned(), PROVIDER, ci, 400, invalid),
        ("a.b.c".to_owned(), PROVIDER, ci, 400, invalid),
        (with("iss", json!("https://other")), PROVIDER, ci, 400, invalid),
        (with("aud", json!("other")), PROVIDER, ci, 400, invalid),
        (with("exp", json!(1e300)), PROVIDER, ci, 400, invalid),
        (
            with("exp", json!(1)),
            PROVIDER,
            ci,
            400,
            ("AuthenticationFail.OIDCToken.Expired", "This JsonWebToken is expired."),
        ),
        (token(claims()), "acs:ram::1:oidc-provider/other", ci, 400, no_provider),
        (token(claims()), "idp", ci, 400, no_provider),
        (
            token(claims()),
            PROVIDER,
            "acs:ram::1:role/nobody",
            404,
            ("EntityNotExist.Role", "The specified Role not exists ."),
        ),
        (with("sub", json!("laptop")), PROVIDER, ci, 403, ("AuthenticationFail.NoPermission", NO_PERMISSION)),
        (token(claims()), PROVIDER, ROLE, 403, ("AuthenticationFail.NoPermission", NO_PERMISSION)),
    ] {
        let [request, ..] = oidc(&token, provider, role);
        let answer = exchange(mock.addr(), request).await;
        refused(&answer, status, code, message);
        if status == 403 {
            let detail = &answer.json()["AccessDeniedDetail"];
            assert_eq!(
                (&detail["PolicyType"], &detail["AuthPrincipalType"]),
                (&json!("AssumeRolePolicy"), &json!("Federated"))
            );
        }
    }
}

#[tokio::test]
async fn errors_can_be_forced_and_sessions_end_with_a_reset() {
    let mock = start().await;
    mock.force("AssumeRole", "EntityNotExist.Role").expect("it is in the table");
    assert_eq!(exchange(mock.addr(), assume(ROLE).bytes()).await.code(), "EntityNotExist.Role");
    let first = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    mock.reset();
    let answer = exchange(mock.addr(), first.count().bytes()).await;
    assert_eq!(answer.code(), "InvalidAccessKeyId.NotFound");
    let again = Session::of(&exchange(mock.addr(), assume(ROLE).bytes()).await);
    assert_eq!((first.id, first.secret, first.token), (again.id, again.secret, again.token));
}

#[tokio::test]
async fn the_answer_is_xml_if_that_is_asked_for() {
    let mock = start().await;
    let mut call = assume(ROLE);
    call.query.push(("Format".to_owned(), "XML".to_owned()));
    let answer = exchange(mock.addr(), call.bytes()).await;
    assert!(
        answer.body.contains("<AssumeRoleResponse><AssumedRoleUser><Arn>acs:ram::1:role/counter/test</Arn>"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn an_unknown_version_of_the_service_is_told() {
    let mock = start().await;
    let call = assume(ROLE).header("x-acs-version", "2030-01-01");
    assert_eq!(exchange(mock.addr(), call.bytes()).await.code(), "InvalidVersion");
}
