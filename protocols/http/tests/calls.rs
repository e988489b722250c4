//! A client of a petstore, on a transport that answers by a script.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use twinspec_client::credentials::{CredentialsCall, CredentialsFuture, CredentialsProvider};
use twinspec_client::{Client, RetryPolicy, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{
    Api, Arguments, Decode, Decoder, Error, ErrorKind, ErrorRow, HttpRequest, HttpResponse, Input, LocalErrorKind,
    Location, Method, Operation, Parameter, Requirement, ResponseFormat, RetryReason, Style,
};
use twinspec_http::{Builder, Credentials, Http, KeyLocation, Problem, Scheme, Server, Variable};

static PROTOCOL: Http = Http::new(&[
    Server::new("https://{region}.petstore.example/{version}/")
        .variables(&[Variable::new("region", "eu").values(&["eu", "us"]), Variable::new("version", "v1")]),
    Server::new("/api"),
])
.schemes(&[
    Scheme::bearer("token"),
    Scheme::basic("password"),
    Scheme::api_key("key", KeyLocation::Header, "X-Api-Key"),
    Scheme::api_key("query", KeyLocation::Query, "api_key"),
    Scheme::api_key("session", KeyLocation::Cookie, "sid"),
    Scheme::api_key("device", KeyLocation::Cookie, "did"),
    Scheme::mutual_tls("tls"),
]);
static API: Api = Api::new("petstore", "1.0.0", &PROTOCOL);

const ID: Parameter = Parameter::new("id", Location::Path, Style::Simple).required();

const fn operation(name: &'static str, methods: &'static [Method]) -> Operation {
    Operation::new(&API, name, methods, "/pets/{id}").parameters(&[ID])
}

static GET: Operation = operation("getPet", &[Method::Get])
    .read_only()
    .security(&[Requirement::of(&["token"])])
    .errors(&[ErrorRow::new(404, "not-found", "There is no such pet.").remedy("Look the id up with `listPets`.")]);
static DELETE: Operation = operation("deletePet", &[Method::Delete]).idempotent().response(ResponseFormat::Empty);
static ADOPT: Operation = operation("adoptPet", &[Method::Post]).security(&[
    Requirement::of(&["tls"]),
    Requirement::of(&["session", "device"]),
    Requirement::of(&["password"]),
    Requirement::of(&["key", "query"]),
]);
static LOOK: Operation =
    operation("lookAtPet", &[Method::Get]).read_only().security(&[Requirement::of(&[]), Requirement::of(&["key"])]);

#[derive(Debug, Default)]
struct Pet {
    name: Option<String>,
}

impl Decode for Pet {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("name", &mut self.name)]);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    NotFound,
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[Self::NotFound];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

macro_rules! input {
    ($name:ident, $operation:ident) => {
        struct $name;

        impl Input for $name {
            type Output = Pet;
            type ErrorKind = Kind;
            const OPERATION: &'static Operation = &$operation;

            fn arguments(&self, arguments: &mut Arguments) {
                arguments.set("id", "p 1");
            }
        }
    };
}

input!(Get, GET);
input!(Delete, DELETE);
input!(Adopt, ADOPT);
input!(Look, LOOK);

/// Answers in order, the last one again and again, and remembers the requests.
#[derive(Clone)]
struct Script {
    answers: Arc<Vec<HttpResponse>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    fn of(answers: impl IntoIterator<Item = HttpResponse>) -> Self {
        Script { answers: Arc::new(answers.into_iter().collect()), requests: Arc::default() }
    }

    fn pet() -> Self {
        Script::of([answer(200, &[], r#"{"name":"Rex"}"#)])
    }

    fn request(&self) -> HttpRequest {
        self.requests.lock().unwrap().last().cloned().expect("a request was sent")
    }

    fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        let mut requests = self.requests.lock().unwrap();
        let answer = self.answers[requests.len().min(self.answers.len() - 1)].clone();
        requests.push(request.clone());
        Box::pin(async { Ok(answer) })
    }
}

/// No time passes; what was waited for is remembered.
#[derive(Clone, Default)]
struct AtOnce(Arc<Mutex<Vec<Duration>>>);

impl Timer for AtOnce {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.lock().unwrap().push(duration);
        Box::pin(async {})
    }
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
    HttpResponse::new(status, headers.iter().copied().collect(), body.to_owned())
}

fn builder(script: &Script) -> Builder<Client> {
    Builder::new(&API).transport(script.clone())
}

#[tokio::test]
async fn a_call_goes_to_the_path_of_the_server_with_a_bearer_token() {
    let script = Script::pet();
    let client = builder(&script).bearer_token("secret").user_agent("shop/1").build().unwrap();
    let pet = client.send(&Get).await.unwrap();
    assert_eq!(pet.name.as_deref(), Some("Rex"));
    let request = script.request();
    assert_eq!(request.url(), "https://eu.petstore.example/v1/pets/p%201");
    assert_eq!(request.method(), Method::Get);
    assert_eq!(request.headers().get("authorization"), Some("Bearer secret"));
    assert_eq!(request.headers().get("accept"), Some("application/json, application/problem+json"));
    assert!(request.headers().get("user-agent").is_some_and(|text| text.ends_with(" shop/1")));
    let shown = format!("{request:?} {client:?}");
    assert!(!shown.contains("secret") && !shown.contains("x-"), "{shown}");
}

#[test]
fn the_server_is_chosen_by_number_url_variables_or_endpoint() {
    let called = |build: fn(Builder<Client>) -> Builder<Client>| match build(builder(&Script::pet())).build() {
        Ok(client) => client.endpoint().to_string(),
        Err(error) => error.to_string(),
    };
    assert_eq!(called(|builder| builder), "https://eu.petstore.example/v1");
    assert_eq!(called(|builder| builder.server_variable("region", "us")), "https://us.petstore.example/v1");
    assert_eq!(
        called(|builder| builder.server_variable("region", "mars")),
        "the server variable `region` cannot be `mars`; use one of eu, us"
    );
    assert_eq!(
        called(|builder| builder.server_variable("port", "1")),
        "the server has no variable `port`; it has: region, version"
    );
    assert_eq!(called(|builder| builder.server("https://h.example/base")), "https://h.example/base");
    assert_eq!(
        called(|builder| builder.server(1)),
        "the description of `petstore` does not say where its server is, only that its path is `/api`; call `endpoint` with \
         its address, such as `https://example.com`"
    );
    assert_eq!(called(|builder| builder.server(1).endpoint("http://127.0.0.1:80")), "http://127.0.0.1/api");
    assert_eq!(called(|builder| builder.server(2)), "there is no server 2; the description has 2, counted from 0");
    assert_eq!(called(|builder| builder.endpoint("http://127.0.0.1:4010")), "http://127.0.0.1:4010/v1");
    assert_eq!(called(|builder| builder.endpoint("http://127.0.0.1:4010/own")), "http://127.0.0.1:4010/own");
    assert!(called(|builder| builder.endpoint("http://h/a?b=c")).contains("is not a valid endpoint"));
}

async fn adopted(build: fn(Builder<Client>) -> Builder<Client>) -> Result<HttpRequest, Error<Kind>> {
    let script = Script::pet();
    build(builder(&script)).build().unwrap().send(&Adopt).await.map(|_| script.request())
}

#[tokio::test]
async fn the_first_requirement_that_can_be_met_whole_is_sent_and_nothing_else() {
    let request = adopted(|builder| builder.basic("me", "pass:word").bearer_token("unwanted")).await.unwrap();
    assert_eq!(request.headers().get("authorization"), Some("Basic bWU6cGFzczp3b3Jk"));

    let request = adopted(|builder| builder.api_key("session", "s1").api_key("device", "d1").basic("me", "word")).await;
    let request = request.unwrap();
    assert_eq!(request.headers().get("cookie"), Some("sid=s1; did=d1"));
    assert_eq!(request.headers().get("authorization"), None);

    let request = adopted(|builder| builder.api_key("key", "k1").api_key("query", "q")).await;
    let request = request.unwrap();
    assert_eq!(request.headers().get("x-api-key"), Some("k1"));
    assert_eq!(request.url(), "https://eu.petstore.example/v1/pets/p%201?api_key=q");
}

#[tokio::test]
async fn a_call_without_the_credentials_that_it_wants_says_which_they_are() {
    let error = adopted(|builder| builder.api_key("key", "only half of it").bearer_token("x")).await.unwrap_err();
    assert_eq!((error.kind(), error.local_kind()), (Kind::Local, Some(LocalErrorKind::Credentials)));
    assert_eq!(
        error.message(),
        "the request could not be built: `adoptPet` is not called without credentials; it wants `tls` (call \
         `client_certificate`, or `mutual_tls` with a transport that has one), or `session` (call `api_key(\"session\", …)`) and `device` (call \
         `api_key(\"device\", …)`), or `password` (call `basic`), or `key` (call `api_key(\"key\", …)`) and `query` \
         (call `api_key(\"query\", …)`)"
    );
    let unknown = builder(&Script::pet()).api_key("token", "k").build().unwrap_err();
    assert!(unknown.to_string().starts_with("the API has no security scheme `token` that takes a key"), "{unknown}");
}

#[tokio::test]
async fn a_transport_with_a_certificate_meets_mutual_tls() {
    let request = adopted(|builder| builder.mutual_tls().basic("me", "word")).await.unwrap();
    assert_eq!(request.headers().get("authorization"), None);
}

#[tokio::test]
async fn anonymous_calls_send_credentials_only_if_there_are_some() {
    for (key, expected) in [(None, None), (Some("k1"), Some("k1"))] {
        let script = Script::pet();
        let builder = builder(&script).bearer_token("unwanted");
        let builder = if let Some(key) = key { builder.api_key("key", key) } else { builder };
        builder.build().unwrap().send(&Look).await.unwrap();
        assert_eq!(script.request().headers().get("x-api-key"), expected);
        assert_eq!(script.request().headers().get("authorization"), None);
    }
}

#[tokio::test]
async fn a_provider_is_asked_for_each_call() {
    #[derive(Debug, Default)]
    struct Rotating(Mutex<u32>);

    impl CredentialsProvider for Rotating {
        fn credentials<'a>(&'a self, _: CredentialsCall<'a>) -> CredentialsFuture<'a> {
            let mut number = self.0.lock().unwrap();
            *number += 1;
            let credentials = Credentials::new().bearer_token(format!("token-{number}"));
            Box::pin(async { Ok(Arc::new(credentials) as Arc<dyn twinspec_core::Authorize>) })
        }
    }

    let script = Script::pet();
    let client = builder(&script).credentials(Rotating::default()).build().unwrap();
    for number in 1..3 {
        client.send(&Get).await.unwrap();
        assert_eq!(script.request().headers().get("authorization"), Some(&*format!("Bearer token-{number}")));
    }
}

/// The error of a call that is answered so.
async fn error(answer: HttpResponse) -> Error<Kind> {
    let client = builder(&Script::of([answer])).bearer_token("secret").build().unwrap();
    client.send(&Get).await.unwrap_err()
}

#[tokio::test]
async fn errors_are_told_by_their_status_and_their_body() {
    let problem = r#"{"type":"not-found","title":"No pet","detail":"There is no pet `p 1`.","instance":"/pets/1"}"#;
    let headers = [("content-type", "application/problem+json"), ("X-Request-Id", "r-1")];
    let not_found = error(answer(404, &headers, problem)).await;
    assert_eq!(not_found.kind(), Kind::NotFound);
    assert_eq!((not_found.code(), not_found.message()), (Some("not-found"), "There is no pet `p 1`."));
    assert_eq!((not_found.status(), not_found.request_id()), (Some(404), Some("r-1")));
    assert_eq!(not_found.remedy(), Some("Look the id up with `listPets`."));
    let details = Problem::of(not_found.service().unwrap()).unwrap();
    assert_eq!((details.title(), details.instance(), details.status()), (Some("No pet"), Some("/pets/1"), None));
    assert_eq!(not_found.service().unwrap().body(), problem);

    let cases = [
        (409, r#"{"code":7,"message":"taken"}"#, "7", "taken"),
        (401, r#"{"error":"invalid_grant","error_description":"expired"}"#, "invalid_grant", "expired"),
        (400, r#"{"error":{"type":"invalid_request","message":"no model"}}"#, "invalid_request", "no model"),
        (422, r#"{"type":"about:blank","title":"Unfit","status":422}"#, "Unprocessable Content", "Unfit"),
        (502, "<html><body>nginx</body></html>", "Bad Gateway", ""),
        (404, "", "Not Found", ""),
        (499, "[1]", "499", ""),
    ];
    for (status, body, code, message) in cases {
        let error = error(answer(status, &[], body)).await;
        assert_eq!((error.kind(), error.code(), error.message()), (Kind::Unlisted, Some(code), message), "{body}");
        assert_eq!(error.service().unwrap().body(), body);
    }
    let text = error(answer(400, &[("content-type", "text/plain; charset=utf-8")], "no such thing\n")).await;
    assert_eq!((text.code(), text.message()), (Some("Bad Request"), "no such thing"));
}

#[tokio::test]
async fn an_error_that_repeats_a_secret_does_not_show_it() {
    let error = error(answer(401, &[], r#"{"code":"denied","message":"not `Bearer secret`"}"#)).await;
    assert_eq!(error.message(), "not `Bearer ***`");
}

#[tokio::test]
async fn what_is_safe_to_repeat_is_repeated_after_the_time_that_the_server_asks_for() {
    let fixed = ("date", "Sun, 06 Nov 1994 08:49:30 GMT");
    let cases = [
        (503, vec![("retry-after", "7")], Duration::from_secs(7)),
        (429, vec![("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), fixed], Duration::from_secs(7)),
        (504, vec![("retry-after", "Sunday, 06-Nov-94 08:49:31 GMT"), fixed], Duration::from_secs(1)),
        (502, vec![("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT"), fixed], Duration::ZERO),
    ];
    for (status, headers, expected) in cases {
        let script = Script::of([answer(status, &headers, ""), answer(204, &[], "")]);
        let timer = AtOnce::default();
        let client = builder(&script).timer(timer.clone()).retry(RetryPolicy::new()).build().unwrap();
        client.send(&Delete).await.unwrap();
        assert_eq!(*timer.0.lock().unwrap(), [expected], "{status}");
    }
    // A time that is too large to read is too long, and one that is not a time is ignored.
    for (text, attempts) in [("61", 1), ("99999999999999999999999999", 1), ("", 3), ("-1", 3), ("soon", 3)] {
        let script = Script::of([answer(503, &[("retry-after", text)], "")]);
        let client = builder(&script).timer(AtOnce::default()).retry(RetryPolicy::new()).build().unwrap();
        assert_eq!(client.send(&Delete).await.unwrap_err().attempts(), attempts, "{text:?}");
    }
    // Whether it was executed is not known.
    let unavailable = answer(503, &[("retry-after", "1")], "");
    assert_eq!(RetryReason::of_response(&ADOPT, &unavailable), None);
    assert_eq!(RetryReason::of_response(&ADOPT, &answer(429, &[], "")), Some(RetryReason::Throttled));

    let script = Script::of([unavailable]);
    let client = builder(&script).basic("me", "word").timer(AtOnce::default()).build().unwrap();
    client.send(&Adopt).await.unwrap_err();
    assert_eq!(script.count(), 1);
}
