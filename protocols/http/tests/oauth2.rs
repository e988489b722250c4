//! Clients that fetch tokens, on a transport that answers by a script.

#[macro_use]
mod common;

use std::sync::{Arc, Mutex};

use twinspec_client::credentials::CredentialsError;
use twinspec_client::{Client, Transport, TransportFuture};
use twinspec_core::{Api, HttpRequest, HttpResponse, Method, Operation, Requirement, Value};
use twinspec_http::{
    BuildError, Builder, ClientAuthentication, ClientCredentials, Http, Scheme, Server, Token, TokenRequest,
};

static PROTOCOL: Http = Http::new(&[Server::new("https://api.petstore.example/v1")]).schemes(&[
    Scheme::client_credentials("oauth", "https://login.petstore.example/oauth/token?tenant=1"),
    Scheme::bearer("code"),
]);
static API: Api = Api::new("petstore", "1", &PROTOCOL);
static LIST: Operation = Operation::new(&API, "listPets", &[Method::Get], "/pets").read_only().security(&[
    Requirement::of(&["code"]),
    Requirement::of(&["oauth"]).scopes(&[("oauth", &["pets:read", "pets:list"])]),
]);

input!(List, LIST, Value);

/// Answers the requests for tokens and all others in order, the last answer again and again.
#[derive(Clone)]
struct Script {
    tokens: Arc<Vec<(u16, &'static str)>>,
    calls: Arc<Vec<u16>>,
    sent: Arc<Mutex<(Vec<HttpRequest>, Vec<HttpRequest>)>>,
}

impl Script {
    fn new(tokens: &[(u16, &'static str)], calls: &[u16]) -> Self {
        Script { tokens: Arc::new(tokens.to_vec()), calls: Arc::new(calls.to_vec()), sent: Arc::default() }
    }

    /// The requests for tokens.
    fn asked(&self) -> Vec<HttpRequest> {
        self.sent.lock().unwrap().0.clone()
    }

    /// The tokens of the calls.
    fn called(&self) -> Vec<String> {
        let called = &self.sent.lock().unwrap().1;
        called.iter().map(|request| request.headers().get("authorization").unwrap_or_default().to_owned()).collect()
    }

    fn builder(&self) -> Builder<Client> {
        Builder::new(&API).transport(self.clone())
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        let (asked, called) = &mut *self.sent.lock().unwrap();
        let answer = if request.operation().is_none() {
            let (status, body) = self.tokens[asked.len().min(self.tokens.len() - 1)];
            asked.push(request.clone());
            HttpResponse::new(status, Default::default(), body)
        } else {
            let status = self.calls[called.len().min(self.calls.len() - 1)];
            called.push(request.clone());
            HttpResponse::new(status, Default::default(), "{}")
        };
        Box::pin(async { Ok(answer) })
    }
}

const TOKEN: (u16, &str) = (200, r#"{"access_token":"t-1","token_type":"bearer","expires_in":3600}"#);
const NEXT: (u16, &str) = (200, r#"{"access_token":"t-2","token_type":"Bearer","expires_in":"3600"}"#);

#[tokio::test]
async fn a_client_fetches_a_token_with_its_credentials() {
    let script = Script::new(&[TOKEN], &[200]);
    let client = script.builder().client_credentials("shop 1", "p&ss:word").user_agent("shop/1").build().unwrap();
    client.send(&List).await.unwrap();
    client.send(&List).await.unwrap();
    let asked = script.asked();
    assert_eq!(asked.len(), 1, "the second call has the same token");
    assert_eq!(asked[0].url(), "https://login.petstore.example/oauth/token?tenant=1");
    assert_eq!(asked[0].method(), Method::Post);
    assert_eq!(asked[0].headers().get("content-type"), Some("application/x-www-form-urlencoded"));
    // base64 of `shop%201:p%26ss%3Aword`.
    assert_eq!(asked[0].headers().get("authorization"), Some("Basic c2hvcCUyMDE6cCUyNnNzJTNBd29yZA=="));
    assert!(asked[0].headers().get("user-agent").is_some_and(|text| text.ends_with(" shop/1")));
    assert_eq!(asked[0].body(), b"grant_type=client_credentials&scope=pets%3Aread%20pets%3Alist");
    assert_eq!(script.called(), ["Bearer t-1", "Bearer t-1"]);
}

#[tokio::test]
async fn a_client_can_say_in_the_body_who_it_is_and_what_it_wants() {
    let script = Script::new(&[TOKEN], &[200]);
    let credentials = ClientCredentials::new("shop", "secret")
        .token_url("http://127.0.0.1:4010/token")
        .scopes(["https://graph.example/.default"])
        .parameter("audience", "pets")
        .authentication(ClientAuthentication::Body);
    script.builder().token_provider(credentials).build().unwrap().send(&List).await.unwrap();
    let asked = &script.asked()[0];
    assert_eq!((asked.url().as_str(), asked.headers().get("authorization")), ("http://127.0.0.1:4010/token", None));
    assert_eq!(
        asked.body(),
        b"grant_type=client_credentials&scope=https%3A%2F%2Fgraph.example%2F.default&audience=pets&client_id=shop\
          &client_secret=secret"
    );
}

#[tokio::test]
async fn a_call_whose_token_was_refused_is_attempted_once_more() {
    let script = Script::new(&[TOKEN, NEXT], &[401, 200]);
    let client = script.builder().client_credentials("shop", "secret").build().unwrap();
    client.send(&List).await.unwrap();
    assert_eq!(script.called(), ["Bearer t-1", "Bearer t-2"]);

    let script = Script::new(&[TOKEN, NEXT], &[401]);
    let client = script.builder().client_credentials("shop", "secret").build().unwrap();
    let error = client.send(&List).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 2));
    assert_eq!(script.called().len(), 2);
}

#[tokio::test]
async fn a_token_that_is_set_is_not_sent_again_when_it_is_refused() {
    let script = Script::new(&[TOKEN], &[401]);
    let client = script.builder().bearer_token("fixed").build().unwrap();
    assert_eq!(client.send(&List).await.unwrap_err().status(), Some(401));
    assert_eq!(script.called(), ["Bearer fixed"]);
}

#[tokio::test]
async fn a_function_provides_tokens_for_all_other_flows() {
    async fn from_elsewhere(request: TokenRequest) -> Result<Token, CredentialsError> {
        Ok(Token::new(format!("for-{}-{}", request.scheme.name, request.scopes.len())))
    }
    let script = Script::new(&[TOKEN], &[200]);
    script.builder().token_provider(from_elsewhere).build().unwrap().send(&List).await.unwrap();
    assert_eq!(script.called(), ["Bearer for-code-0"]);

    let refused = |_: TokenRequest| async { Err::<Token, _>(CredentialsError::new("nobody is logged in")) };
    let error = script.builder().token_provider(refused).build().unwrap().send(&List).await.unwrap_err();
    assert_eq!(error.message(), "nobody is logged in");
}

#[tokio::test]
async fn an_answer_without_a_token_is_reported_without_secrets() {
    for (answer, expected) in [
        (
            (401, r#"{"error":"invalid_client","error_description":"no client\nhas p%26ss or p&ss"}"#),
            "https://login.petstore.example/oauth/token issued no token: status 401, invalid_client: no client has *** or \
             ***; if id and secret are right, try `ClientAuthentication::Body`",
        ),
        ((503, "<html>"), "https://login.petstore.example/oauth/token issued no token: status 503"),
        ((200, "<html>"), "the answer of https://login.petstore.example/oauth/token is not a JSON object"),
        ((200, "{}"), "the answer of https://login.petstore.example/oauth/token has no `access_token`"),
        (
            (200, r#"{"access_token":"t","token_type":"mac"}"#),
            "the answer of https://login.petstore.example/oauth/token has a `token_type` other than Bearer",
        ),
    ] {
        let script = Script::new(&[answer], &[200]);
        let client = script.builder().client_credentials("shop", "p&ss").build().unwrap();
        let error = client.send(&List).await.unwrap_err();
        assert_eq!(error.message(), expected);
        let shown = format!("{error:?} {client:?} {:?}", script.asked());
        assert!(!shown.contains("p&ss") && !shown.contains("p%26ss"), "{shown}");
    }
}

#[tokio::test]
async fn a_token_url_on_the_server_of_the_api_goes_with_the_endpoint() {
    static PROTOCOL: Http = Http::new(&[Server::new("https://api.petstore.example/v1")])
        .schemes(&[Scheme::client_credentials("oauth", "https://api.petstore.example/oauth/token")]);
    static API: Api = Api::new("petstore", "1", &PROTOCOL);
    static LIST: Operation =
        Operation::new(&API, "listPets", &[Method::Get], "/pets").security(&[Requirement::of(&["oauth"])]);
    input!(List, LIST, Value);
    let script = Script::new(&[TOKEN], &[200]);
    let builder: Builder<Client> = Builder::new(&API).transport(script.clone()).client_credentials("shop", "secret");
    builder.endpoint("http://127.0.0.1:4010").build().unwrap().send(&List).await.unwrap();
    assert_eq!(script.asked()[0].url(), "http://127.0.0.1:4010/oauth/token");
    assert_eq!(script.asked()[0].body(), b"grant_type=client_credentials");
}

#[test]
fn client_credentials_want_a_token_url() {
    static PROTOCOL: Http = Http::new(&[Server::new("https://petstore.example")]).schemes(&[Scheme::bearer("code")]);
    static API: Api = Api::new("petstore", "1", &PROTOCOL);
    let builder = || Builder::<Client>::new(&API).transport(Script::new(&[TOKEN], &[200]));
    let error = builder().client_credentials("shop", "secret").build().unwrap_err();
    assert!(matches!(error, BuildError::NoTokenScheme), "{error}");
    let with_url = ClientCredentials::new("shop", "secret").token_url("https://login.example/token");
    builder().token_provider(with_url).build().unwrap();
}
