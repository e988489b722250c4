use twinspec_http::mock::{Mock, Scheme, StartError};

use crate::http::{exchange, plain};
use crate::petstore::builder;

async fn guarded() -> Mock {
    builder()
        .scheme("token", Scheme::Bearer)
        .scheme("password", Scheme::Basic)
        .scheme("key", Scheme::ApiKeyInHeader("X-Api-Key".to_owned()))
        .scheme("app", Scheme::ApiKeyInQuery("app".to_owned()))
        .scheme("session", Scheme::ApiKeyInCookie("sid".to_owned()))
        .require(["token"])
        .require(["password"])
        .require(["key", "app"])
        .require(["session"])
        .start()
        .await
        .expect("the mock starts")
}

async fn status(mock: &Mock, target: &str, headers: &[(&str, &str)]) -> u16 {
    exchange(mock.addr(), plain("GET", target, headers, "")).await.status
}

#[tokio::test]
async fn any_credential_of_a_required_scheme_is_accepted() {
    let mock = guarded().await;
    for headers in [
        ("authorization", "Bearer anything"),
        ("authorization", "bearer anything"),
        ("authorization", "Basic dTpw"),
        ("cookie", "theme=dark; sid=1"),
    ] {
        assert_eq!(status(&mock, "/v1/pets/mine", &[headers]).await, 200, "{headers:?}");
    }
    assert_eq!(status(&mock, "/v1/pets/mine?app=1", &[("x-api-key", "k")]).await, 200);
}

#[tokio::test]
async fn without_one_the_call_is_refused_and_told_what_it_lacks() {
    let mock = guarded().await;
    for (target, headers) in [
        ("/v1/pets/mine", &[][..]),
        ("/v1/pets/mine", &[("authorization", "Bearer ")]),
        ("/v1/pets/mine", &[("authorization", "Digest x")]),
        ("/v1/pets/mine", &[("x-api-key", "k")]),
        ("/v1/pets/mine?app=1", &[]),
        ("/v1/pets/mine", &[("cookie", "sid=")]),
    ] {
        assert_eq!(status(&mock, target, headers).await, 401, "{target} {headers:?}");
    }
    let refused = exchange(mock.addr(), plain("GET", "/v1/pets/mine", &[], "")).await;
    assert_eq!(refused.header("www-authenticate"), Some("Basic realm=\"mock\", Bearer"));
    let hint = "the call needs a credential of token, or of password, or of key and app, or of session";
    assert_eq!(refused.header("x-mock-hint"), Some(hint));
}

#[tokio::test]
async fn what_everyone_may_call_needs_no_credential() {
    let mock = guarded().await;
    assert_eq!(status(&mock, "/v1/health", &[]).await, 200);
}

#[tokio::test]
async fn keys_are_not_in_the_journal() {
    let mock = guarded().await;
    let headers = [("x-api-key", "secret"), ("authorization", "Bearer secret"), ("cookie", "sid=secret")];
    assert_eq!(status(&mock, "/v1/pets/mine?app=secret", &headers).await, 200);
    assert!(!format!("{:?}", mock.calls()).contains("secret"), "{:?}", mock.calls());
}

#[tokio::test]
async fn a_requirement_of_an_unknown_scheme_is_told() {
    let started: Result<Mock, StartError> = builder().require(["token"]).start().await;
    let error = started.expect_err("there is no such scheme").to_string();
    assert_eq!(error, "a requirement names the security scheme `token`, which there is not");
}
