//! A role that the token of an identity provider assumes.

use twinspec_alibaba::credentials::OidcRoleProvider;

use crate::world::{Server, TOKEN, World, failure, found, ok, pair};

const ROLE: &str = "acs:ram::1234567890123456:role/pod";
const PROVIDER: &str = "acs:ram::1234567890123456:oidc-provider/idp";

fn variables(world: World) -> World {
    let file = world.path("token").display().to_string();
    world
        .set("ALIBABA_CLOUD_ROLE_ARN", ROLE)
        .set("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", PROVIDER)
        .set("ALIBABA_CLOUD_OIDC_TOKEN_FILE", file)
}

#[tokio::test]
async fn the_token_travels_unsigned_in_the_body_and_is_read_anew_for_each_session() {
    let world = World::new();
    let session = world.sts_session("STS.1");
    let server = Server::start(move |_| ok(session.clone())).await;
    let world = variables(world.server(&server));
    world.write("token", format!("{TOKEN}-1\n"));
    let provider = OidcRoleProvider::from_environment(&world.config()).unwrap();
    assert_eq!(found(&provider).await, pair("STS.1", "oidc_role_arn"));

    world.write("token", format!("{TOKEN}-2"));
    world.clock.advance(45 * 60);
    let session = world.sts_session("STS.2");
    server.answers(move |_| ok(session.clone()));
    assert_eq!(found(&provider).await, pair("STS.2", "oidc_role_arn"));

    let [first, second] = &server.received()[..] else { panic!("two requests") };
    assert_eq!(first.line, "POST /?Format=json");
    assert_eq!(first.header("x-acs-action"), Some("AssumeRoleWithOIDC"));
    assert_eq!(first.header("authorization"), None);
    assert!(first.has(&format!("OIDCToken={TOKEN}-1")) && second.has(&format!("OIDCToken={TOKEN}-2")));
    assert!(first.has("RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Fpod"));
    assert!(first.has("OIDCProviderArn=acs%3Aram%3A%3A1234567890123456%3Aoidc-provider%2Fidp"));
    assert!(first.has("DurationSeconds=3600"));
}

#[tokio::test]
async fn what_is_wrong_with_the_token_file_is_told_with_its_name() {
    let server = Server::start(|_| ok("")).await;
    let world = variables(World::new().server(&server));
    let provider = OidcRoleProvider::from_environment(&world.config()).unwrap();
    let file = world.path("token").display().to_string();
    assert!(failure(&provider).await.starts_with(&format!("the file {file} does not exist")));
    world.write("token", " \n");
    assert_eq!(failure(&provider).await, format!("{file} is empty, not a token"));
    world.write("token", [TOKEN.as_bytes(), &[0xff]].concat());
    assert_eq!(failure(&provider).await, format!("the file {file} is not UTF-8"));
    world.write("token", "x".repeat((1 << 20) + 1));
    assert!(failure(&provider).await.contains("is too large"));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_refusal_does_not_show_the_token_that_it_repeats() {
    let answer = format!(r#"{{"Code":"AuthenticationFail.OIDCToken.Invalid","Message":"{TOKEN} is not valid"}}"#);
    let server = Server::start(move |_| (400, answer.clone().into_bytes())).await;
    let world = variables(World::new().server(&server));
    world.write("token", TOKEN);
    let provider = OidcRoleProvider::from_environment(&world.config()).unwrap();
    let words = failure(&provider).await;
    assert!(words.contains("AuthenticationFail.OIDCToken.Invalid (status 400): *** is not valid"), "{words}");
}

#[test]
fn variables_that_are_missing_are_all_named() {
    let world = World::new().set("ALIBABA_CLOUD_ROLE_ARN", ROLE);
    let error = OidcRoleProvider::from_environment(&world.config()).unwrap_err().to_string();
    assert_eq!(error, "not set: ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE");
}
