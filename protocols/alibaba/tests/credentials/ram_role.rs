//! A role that other credentials assume.

use std::time::Duration;

use twinspec_alibaba::Credentials;
use twinspec_alibaba::credentials::{CredentialsProvider, RamRoleProvider, Role};

use crate::world::{SECRET, Server, TOKEN, World, failure, found, ok, pair, session};

const ROLE: &str = "acs:ram::1234567890123456:role/deployer";

fn caller() -> Credentials {
    Credentials::new("caller", SECRET)
}

fn provider(world: &World) -> RamRoleProvider {
    RamRoleProvider::new(caller(), Role::new(ROLE), &world.config())
}

#[tokio::test]
async fn a_role_is_assumed_with_a_signed_form_and_renewed_in_time() {
    let world = World::new();
    let server = Server::start({
        let session = world.sts_session("STS.1");
        move |_| ok(session.clone())
    });
    let server = server.await;
    let world = world.server(&server);
    let role = Role::new(ROLE)
        .session_name("ci")
        .duration(Duration::from_secs(1800))
        .policy(r#"{"Version":"1"}"#)
        .external_id("ext");
    let provider = RamRoleProvider::new(caller(), role, &world.config());
    let credentials = provider.credentials().await.unwrap();
    assert_eq!(credentials.provider(), Some("ram_role_arn/static_ak"));
    assert!(credentials.security_token().is_some() && credentials.expiration().is_some());

    let received = &server.received()[0];
    assert_eq!(received.line, "POST /");
    assert_eq!(received.header("x-acs-action"), Some("AssumeRole"));
    assert_eq!(received.header("x-acs-version"), Some("2015-04-01"));
    assert_eq!(received.header("x-acs-credentials-provider"), Some("static_ak"));
    assert!(received.header("authorization").unwrap().starts_with("ACS3-HMAC-SHA256 Credential=caller,"));
    for pair in [
        "RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Fdeployer",
        "RoleSessionName=ci",
        "DurationSeconds=1800",
        "Policy=%7B%22Version%22%3A%221%22%7D",
        "ExternalId=ext",
    ] {
        assert!(received.has(pair), "{} lacks {pair}", received.body);
    }

    world.clock.advance(44 * 60);
    let session = world.sts_session("STS.2");
    server.answers(move |_| ok(session.clone()));
    assert_eq!(found(&provider).await, pair("STS.1", "ram_role_arn/static_ak"));
    world.clock.advance(60);
    assert_eq!(found(&provider).await, pair("STS.2", "ram_role_arn/static_ak"));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_session_has_the_name_of_the_environment_or_one_of_its_own() {
    let world = World::new();
    let session = world.sts_session("STS.1");
    let server = Server::start(move |_| ok(session.clone())).await;
    let world = world.server(&server);
    found(&provider(&world)).await;
    let world = world.set("ALIBABA_CLOUD_ROLE_SESSION_NAME", "of-env");
    found(&provider(&world)).await;
    let [first, second] = &server.received()[..] else { panic!("two requests") };
    assert!(first.body.contains("RoleSessionName=credentials-rust-1795489200"), "{}", first.body);
    assert!(first.has("DurationSeconds=3600"));
    assert!(second.has("RoleSessionName=of-env"));
}

#[tokio::test]
async fn a_session_can_assume_a_role_in_turn() {
    let world = World::new();
    let session = world.sts_session("STS.2");
    let server = Server::start(move |_| ok(session.clone())).await;
    let world = world.server(&server);
    let caller = caller().with_security_token(TOKEN).with_provider("default/env");
    let provider = RamRoleProvider::new(caller, Role::new(ROLE), &world.config());
    assert_eq!(found(&provider).await, pair("STS.2", "ram_role_arn/default/env"));
    assert_eq!(server.received()[0].header("x-acs-security-token"), Some(TOKEN));
}

#[tokio::test]
async fn a_refusal_is_told_with_its_code_its_request_and_the_way_out() {
    let server = Server::start(|_| {
        (403, br#"{"RequestId":"R1","Code":"NoPermission","Message":"You are not authorized."}"#.to_vec())
    });
    let server = server.await;
    let world = World::new().server(&server);
    let words = failure(&provider(&world)).await;
    assert!(
        words.starts_with(&format!("AssumeRole was refused by {}: NoPermission (status 403)", server.url)),
        "{words}"
    );
    assert!(words.contains("You are not authorized. (request R1); remedy: allow the caller sts:AssumeRole"), "{words}");
}

#[tokio::test]
async fn a_refusal_that_repeats_the_security_token_is_told_without_it() {
    let message =
        format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"string to sign: x-acs-security-token:{TOKEN}"}}"#);
    let server = Server::start(move |_| (400, message.clone().into_bytes())).await;
    let world = World::new().server(&server);
    let caller = caller().with_security_token(TOKEN);
    let provider = RamRoleProvider::new(caller, Role::new(ROLE), &world.config());
    assert!(failure(&provider).await.contains("x-acs-security-token:***"));
}

#[tokio::test]
async fn an_answer_that_is_no_session_is_told_as_what_it_is_and_never_quoted() {
    let world = World::new();
    let whole = |credentials: String| format!(r#"{{"Credentials":{credentials}}}"#).into_bytes();
    let expiring = |expiration: &str| whole(session("STS.1", expiration));
    let cases: [(u16, Vec<u8>, &str); 12] = [
        (200, Vec::new(), "to AssumeRole is empty"),
        (200, vec![0xff, 0xfe], "is not UTF-8"),
        (200, format!("<html>{SECRET}").into_bytes(), "is not JSON: see line 1, column 1"),
        (502, format!("<html>{SECRET}").into_bytes(), "status 502"),
        (200, format!("[\"{SECRET}\"]").into_bytes(), "is not a JSON object"),
        (200, format!(r#"{{"Credentials":{{"AccessKeySecret":"{SECRET}"#).into_bytes(), "is not JSON: see line 1"),
        (200, b"{}".to_vec(), "has no `Credentials`"),
        (200, whole(format!("\"{SECRET}\"")), "`Credentials` of the response of"),
        (200, whole("{}".to_owned()), "has no `AccessKeyId`"),
        (
            200,
            whole(format!(r#"{{"AccessKeyId":"i","AccessKeySecret":["{SECRET}"]}}"#)),
            "must be a text, but is a list",
        ),
        (200, whole(format!(r#"{{"AccessKeyId":"i","AccessKeySecret":"{SECRET}"}}"#)), "has no `SecurityToken`"),
        (200, expiring("tomorrow"), "is not a time such as"),
    ];
    let server = Server::start(|_| ok("")).await;
    let world = world.server(&server);
    for (status, body, expected) in cases {
        let shown = String::from_utf8_lossy(&body).into_owned();
        server.answers(move |_| (status, body.clone()));
        let words = failure(&provider(&world)).await;
        assert!(words.contains(expected), "{shown}: {words}");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_is_named() {
    let server = Server::start(|_| ok("")).await;
    let world = World::new().server(&server);
    // Nobody listens at port 9.
    let config = world.config().sts_endpoint("http://127.0.0.1:9".parse().unwrap());
    let provider = RamRoleProvider::new(caller(), Role::new(ROLE), &config);
    let words = failure(&provider).await;
    assert!(words.starts_with("http://127.0.0.1:9 could not be reached"), "{words}");
}

#[tokio::test]
async fn a_session_of_less_than_a_quarter_of_an_hour_is_refused_before_anything_is_sent() {
    let server = Server::start(|_| ok("")).await;
    let world = World::new().server(&server);
    let role = Role::new(ROLE).duration(Duration::from_secs(899));
    let words = failure(&RamRoleProvider::new(caller(), role, &world.config())).await;
    assert!(words.contains("at least 900 seconds, not 899"), "{words}");
    assert!(server.received().is_empty());
}
