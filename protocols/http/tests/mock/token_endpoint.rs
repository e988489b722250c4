use std::time::Duration;

use twinspec_core::{Api, Method, Requirement};
use twinspec_http::mock::{Mock, Operation, Service, Site};
use twinspec_http::{Http, Scheme, Server};

use crate::http::{Response, exchange, plain};

static PROTOCOL: Http = Http::new(&[Server::new("https://api.petstore.example/v1")])
    .schemes(&[Scheme::client_credentials("oauth", "https://login.petstore.example/oauth/token")]);
static API: Api = Api::new("Petstore", "1.0.0", &PROTOCOL);

const fn described(name: &'static str, path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, name, &[Method::Get], path)
}

static SERVICE: Service = Service::new(
    &API,
    &[
        &Operation::new(
            &described("listPets", "/pets").security(&[Requirement::of(&["oauth"]).scopes(&[("oauth", &["read"])])]),
        ),
        &Operation::new(&described("health", "/health")),
    ],
)
.sites(&[Site::new("default", "Petstore")]);

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// base64 of `shop:secret`.
const BASIC: (&str, &str) = ("authorization", "Basic c2hvcDpzZWNyZXQ=");

async fn ask(mock: &Mock, headers: &[(&str, &str)], body: &str) -> Response {
    exchange(mock.addr(), plain("POST", "/oauth/token", headers, body)).await
}

async fn token(mock: &Mock, body: &str) -> String {
    let answer = ask(mock, &[FORM, BASIC], body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

async fn list(mock: &Mock, token: &str) -> Response {
    let authorization = format!("Bearer {token}");
    exchange(mock.addr(), plain("GET", "/v1/pets", &[("authorization", &authorization)], "")).await
}

#[tokio::test]
async fn a_mock_issues_tokens_where_the_document_says_so() {
    let mock: Mock = Mock::builder(&SERVICE).start().await.unwrap();
    let answer = ask(&mock, &[FORM, BASIC], "grant_type=client_credentials&scope=read").await;
    let fields = answer.json();
    assert_eq!((fields["token_type"].as_str(), fields["expires_in"].as_u64()), (Some("Bearer"), Some(3600)));
    assert_eq!(fields["scope"], "read");
    let in_body = "grant_type=client_credentials&client_id=shop&client_secret=hush";
    assert_eq!(ask(&mock, &[FORM], in_body).await.status, 200);
    assert!(!format!("{:?}", mock.calls()).contains("hush"), "{:?}", mock.calls());
}

#[tokio::test]
async fn a_token_is_good_for_its_scopes_and_its_time() {
    let mock: Mock = Mock::builder(&SERVICE).start().await.unwrap();
    let (all, read) = (
        token(&mock, "grant_type=client_credentials").await,
        token(&mock, "grant_type=client_credentials&scope=read+write").await,
    );
    let write = token(&mock, "grant_type=client_credentials&scope=write").await;
    for (token, status) in [(all.as_str(), 200), (&read, 200), (&write, 403), ("from elsewhere", 200)] {
        assert_eq!(list(&mock, token).await.status, status, "{token}");
    }
    let refused = list(&mock, &write).await;
    assert_eq!(refused.header("www-authenticate"), Some("Bearer error=\"insufficient_scope\", scope=\"read\""));
    mock.advance(Duration::from_secs(3600));
    let expired = list(&mock, &read).await;
    assert_eq!((expired.status, expired.header("www-authenticate")), (401, Some("Bearer error=\"invalid_token\"")));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_for_a_token_is_told_as_rfc_6749_has_it() {
    let mock: Mock = Mock::builder(&SERVICE).credential("secret").start().await.unwrap();
    for (headers, body, status, code) in [
        (&[FORM][..], "grant_type=client_credentials", 401, "invalid_client"),
        (&[FORM], "grant_type=client_credentials&client_id=shop&client_secret=wrong", 401, "invalid_client"),
        (&[FORM, BASIC], "grant_type=password", 400, "unsupported_grant_type"),
        (&[FORM, BASIC], "", 400, "invalid_request"),
    ] {
        let answer = ask(&mock, headers, body).await;
        assert_eq!((answer.status, answer.json()["error"].as_str()), (status, Some(code)), "{body}");
    }
    let issued = token(&mock, "grant_type=client_credentials").await;
    assert_eq!(list(&mock, &issued).await.status, 200);
    assert_eq!(list(&mock, "wrong").await.status, 401);
}

#[tokio::test]
async fn a_mock_without_a_token_url_has_no_token_endpoint() {
    let mock = crate::petstore::start().await;
    assert_eq!(ask(&mock, &[FORM, BASIC], "grant_type=client_credentials").await.status, 404);
}

/// A client of the same API, on the network.
#[cfg(feature = "hyper")]
mod with_a_client {
    use std::time::Duration;

    use twinspec_client::Client;
    use twinspec_core::{Arguments, Decode, Decoder, ErrorKind, Input, Operation};
    use twinspec_http::Builder;
    use twinspec_http::mock::Mock;

    use super::{API, SERVICE};

    #[derive(Debug, Default)]
    struct Pets;

    impl Decode for Pets {
        fn decode(&mut self, _: Decoder<'_, '_>) {}
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    enum Kind {
        Any,
    }

    impl ErrorKind for Kind {
        const TABLE: &'static [Self] = &[];
        const UNLISTED: Self = Self::Any;
        const LOCAL: Self = Self::Any;
    }

    struct List;

    impl Input for List {
        type Output = Pets;
        type ErrorKind = Kind;
        const OPERATION: &'static Operation = SERVICE.operations[0].described;
        fn arguments(&self, _: &mut Arguments) {}
    }

    #[tokio::test]
    async fn a_client_fetches_tokens_of_the_mock_and_another_one_when_the_first_expires() {
        let mock: Mock = Mock::builder(&SERVICE).credential("secret").start().await.unwrap();
        let credentials =
            twinspec_http::ClientCredentials::new("shop", "secret").token_url(format!("{}/oauth/token", mock.url()));
        let client: Client = Builder::new(&API).endpoint(mock.url()).token_provider(credentials).build().unwrap();
        client.send(&List).await.unwrap();
        client.send(&List).await.unwrap();
        mock.advance(Duration::from_secs(3600));
        client.send(&List).await.unwrap();
        let statuses: Vec<_> = mock.calls().iter().map(|call| call.status).collect();
        assert_eq!(statuses, [200, 200, 200, 401, 200, 200]);
    }
}
