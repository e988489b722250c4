use twinspec_core::{Api, Method, Requirement};
use twinspec_http::mock::{Mock, Operation, Service, Site, StartError};
use twinspec_http::{Http, KeyLocation, Scheme, Server};

use crate::http::{exchange, plain};

static PROTOCOL: Http = Http::new(&[Server::new("/v1")]).schemes(&[
    Scheme::bearer("token"),
    Scheme::basic("password"),
    Scheme::api_key("key", KeyLocation::Header, "X-Api-Key"),
    Scheme::api_key("app", KeyLocation::Query, "app"),
    Scheme::api_key("session", KeyLocation::Cookie, "sid"),
    Scheme::other("signed", "digest"),
]);
static API: Api = Api::new("Guarded", "1.0.0", &PROTOCOL);

const fn described(name: &'static str, path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, name, &[Method::Get], path)
}

const fn service(api: &'static Api, operations: &'static [&'static Operation]) -> Service {
    Service::new(api, operations).sites(const { &[Site::new("default", "Guarded")] })
}

static GUARDED: Service = service(
    &API,
    &[
        &Operation::new(&described("myPets", "/pets/mine").security(&[
            Requirement::of(&["token"]),
            Requirement::of(&["password"]),
            Requirement::of(&["key", "app"]),
            Requirement::of(&["session"]),
        ])),
        &Operation::new(&described("sign", "/signed").security(&[Requirement::of(&["signed"])])),
        &Operation::new(&described("look", "/look").security(&[Requirement::of(&["token"]), Requirement::of(&[])])),
        &Operation::new(&described("health", "/health")),
    ],
);

async fn guarded() -> Mock {
    Mock::builder(&GUARDED).start().await.expect("the mock starts")
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
    assert_eq!(status(&mock, "/v1/look", &[]).await, 200);
}

#[tokio::test]
async fn keys_are_not_in_the_journal() {
    let mock = guarded().await;
    let headers = [("x-api-key", "secret"), ("authorization", "Bearer secret"), ("cookie", "sid=secret")];
    assert_eq!(status(&mock, "/v1/pets/mine?app=secret", &headers).await, 200);
    assert!(!format!("{:?}", mock.calls()).contains("secret"), "{:?}", mock.calls());
}

#[tokio::test]
async fn a_scheme_of_another_kind_is_met_by_any_authorization() {
    let mock = guarded().await;
    assert_eq!(status(&mock, "/v1/signed", &[("authorization", "Digest username=x")]).await, 200);
    assert_eq!(status(&mock, "/v1/signed", &[]).await, 401);
}

#[tokio::test]
async fn a_requirement_of_an_unknown_scheme_is_told() {
    static UNKNOWN: Service =
        service(&API, &[&Operation::new(&described("myPets", "/pets/mine").security(&[Requirement::of(&["tokne"])]))]);
    let started: Result<Mock, StartError> = Mock::builder(&UNKNOWN).start().await;
    let error = started.expect_err("there is no such scheme").to_string();
    assert_eq!(error, "the operation myPets requires the security scheme `tokne`, which is not declared");
}

#[tokio::test]
async fn the_mock_has_credentials_for_every_scheme() {
    let shown = format!("{:?}", guarded().await.credentials());
    let expected = r#"Credentials { bearer_token: Some("***"), basic: Some("mock"), api_keys: ["key", "app", "session"], mutual_tls: true }"#;
    assert_eq!(shown, expected);
}
