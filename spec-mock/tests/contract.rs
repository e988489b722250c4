//! Requests are held against the whole document, and answers come from it.

mod common;

use std::path::Path;

use common::http::{self, Answer};
use serde_json::{Value, json};
use twinspec_http::mock::{Builder, Mock};
use twinspec_spec_mock::{State, load_with};

/// The mock of the fixture, and calls of it.
struct Library(Mock);

impl Library {
    async fn start(set: impl FnOnce(Builder<Mock>) -> Builder<Mock>) -> Self {
        let service = load_with(Path::new("tests/specs/library"), State::AsDescribed).expect("it has no fault");
        Library(set(Mock::builder(service)).start().await.expect("it starts"))
    }

    /// Sends a request with the key that the document asks for.
    fn call(&self, line: &str, headers: &str, body: &str) -> Answer {
        self.send(line, &format!("x-key: k\r\n{headers}"), body)
    }

    fn send(&self, line: &str, headers: &str, body: &str) -> Answer {
        let (method, path) = line.split_once(' ').expect("a method and a path");
        http::call(self.0.addr(), &format!("{method} /v1{path}"), headers, body)
    }
}

const YAML: &str = "content-type: application/yaml\r\n";
const JSON: &str = "content-type: application/json\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn parameters_are_checked_wherever_and_however_they_are_sent() {
    let library = Library::start(|builder| builder).await;
    for (path, headers, hint) in [
        ("/books?limit=10&filter[year]=1815&tags=a,b", "cookie: page=1\r\n", ""),
        ("/books", "x-tenant: 7c9e6679-7425-40de-944b-e07fc1f90ae7\r\n", ""),
        ("/books?short=&tags=a", "", ""),
        ("/books?short=true", "", ""),
        ("/books?short=maybe", "", "query short: "),
        ("/books?limit=0", "", "query limit: "),
        ("/books?limit=7", "", "query limit: "),
        ("/books?limit=many", "", "query limit: "),
        ("/books?filter[year]=early", "", "query filter/year: "),
        ("/books?filter[month]=1", "", "query filter/month: is not a described property"),
        ("/books?tags=a,a", "", "query tags: "),
        ("/books", "x-tenant: me\r\n", "header X-Tenant: "),
        ("/books", "cookie: a=b; page=two\r\n", "cookie page: "),
    ] {
        let answer = library.call(&format!("GET {path}"), headers, "");
        let expected = if hint.is_empty() { 200 } else { 422 };
        assert_eq!(answer.status, expected, "{path} {headers}: {}", answer.body);
        assert!(answer.header("x-mock-hint").starts_with(hint), "{path} {headers}: {}", answer.head);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_checked_by_their_media_type() {
    let library = Library::start(|builder| builder).await;
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let parts = "content-type: multipart/form-data; boundary=b\r\n";
    let part = |name: &str, text: &str| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n--b--\r\n")
    };
    for (headers, body, status, hint) in [
        (JSON, r#"{"title":"Emma","kind":"novel","pages":1}"#.to_owned(), 201, ""),
        (JSON, r#"{"title":"Maps","kind":"atlas","maps":["DE"]}"#.to_owned(), 201, ""),
        (JSON, r#"{"title":"Maps","kind":"atlas","maps":["de"]}"#.to_owned(), 400, "body"),
        (
            JSON,
            r#"{"title":"Emma","kind":"novel","pages":1,"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}"#.to_owned(),
            400,
            "body /id: must not be there",
        ),
        (JSON, "{".to_owned(), 400, "body: is not JSON"),
        (JSON, String::new(), 400, "body: is required"),
        ("", String::new(), 400, "body: is required"),
        (form, "title=Emma&pages=1".to_owned(), 201, ""),
        (form, "title=E".to_owned(), 400, "body /title: "),
        (form, "title=Emma&pages=many".to_owned(), 400, "body /pages: "),
        (form, String::new(), 400, "body /title: is required"),
        (parts, part("cover", "\u{1}png"), 201, ""),
        (parts, part("pages", "1"), 400, "body /cover: is required"),
        (parts, "--b\r\nFalse--b--\r\n".to_owned(), 400, "body: is not made of parts"),
        ("content-type: text/plain; charset=utf-8\r\n", "short".to_owned(), 201, ""),
        ("content-type: text/plain\r\n", "too long".to_owned(), 400, "body: "),
        ("content-type: text/plain\r\n", String::new(), 201, ""),
        (YAML, "title: Emma\nkind: novel\npages: 1\n".to_owned(), 201, ""),
        (YAML, "title: Emma\nkind: novel\npages: many\n".to_owned(), 400, "body"),
        (YAML, "a: b: c".to_owned(), 400, "body: is not YAML"),
        ("content-type: image/png\r\n", "x".to_owned(), 415, "the body can be application/json, "),
    ] {
        let answer = library.call("POST /books", headers, &body);
        assert_eq!(answer.status, status, "{headers}{body}: {}", answer.body);
        assert!(answer.header("x-mock-hint").starts_with(hint), "{headers}{body}: {}", answer.head);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_has_the_status_and_the_body_that_the_document_describes() {
    let library = Library::start(|builder| builder).await;
    let answer = library.call("GET /books?limit=0&tags=a,a", "", "");
    assert_eq!((answer.status, answer.header("content-type")), (422, "application/json"));
    let body = answer.json();
    assert!(body["message"].as_str().is_some_and(|message| message.contains("limit")), "{body}");
    let fields: Vec<_> =
        body["problems"].as_array().into_iter().flatten().map(|problem| problem["field"].clone()).collect();
    assert_eq!(fields, [json!("limit"), json!("tags")], "{body}");

    let answer = library.send("GET /books", "", "");
    assert_eq!((answer.status, answer.header("content-type")), (401, "text/plain; charset=utf-8"));
    assert!(answer.body.contains("credential"), "{}", answer.body);

    // An id that cannot be one is of nothing.
    let answer = library.call("GET /books/x", "", "");
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"));
    assert_eq!(answer.json()["status"], 404);

    // Nothing is described.
    let answer = library.call("POST /books", JSON, "{}");
    assert_eq!((answer.status, answer.header("content-type")), (400, "application/problem+json"));
    let errors = answer.json()["errors"].clone();
    assert_eq!(errors[0], json!({ "in": "body", "pointer": "#/title", "detail": "is required" }), "{errors}");
    let answer = library.call("PUT /books", "", "");
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, POST"));
    assert_eq!(answer.header("x-mock-hint"), "the path takes GET, POST");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_examples_that_fit_or_are_made() {
    let library = Library::start(|builder| builder).await;
    let usual = library.call("GET /books", "", "");
    assert_eq!(usual.json(), json!([]));
    assert_eq!((usual.header("x-ratelimit-limit"), usual.header("link")), ("1000", "</v1/books>; rel=\"first\""));
    let named = library.call("GET /books", "prefer: example=one\r\n", "");
    assert_eq!(named.json()[0]["title"], "Emma");
    assert_eq!(library.call("GET /books", "accept: text/csv\r\n", "").body, "id,title");
    let refused = library.call("GET /books", "accept: image/png\r\n", "");
    assert_eq!((refused.status, refused.header("x-mock-hint")), (406, "the answer can be application/json, text/csv"));

    let book = library.call("GET /books/7c9e6679-7425-40de-944b-e07fc1f90ae7", "", "");
    assert_eq!(book.json(), library.call("GET /books/7c9e6679-7425-40de-944b-e07fc1f90ae7", "", "").json());
    let kinds: Vec<Value> = (0..20)
        .map(|_| library.call("GET /books/7c9e6679-7425-40de-944b-e07fc1f90ae7", "prefer: dynamic=true\r\n", "").json()["kind"].clone())
        .collect();
    assert!(kinds.contains(&json!("novel")) && kinds.contains(&json!("atlas")), "{kinds:?}");

    let missing = library.call("GET /books/7c9e6679-7425-40de-944b-e07fc1f90ae7", "prefer: code=404\r\n", "");
    assert_eq!((missing.status, missing.header("content-type")), (404, "application/problem+json"));
    let created = library.call("POST /books", "content-type: text/plain\r\n", "short");
    assert_eq!((created.status, created.header("location"), created.body.as_str()), (201, "/v1/books/1", ""));
    let events = library.send("GET /log", "", "");
    assert_eq!(events.header("content-type"), "text/event-stream;charset=utf-8");
    assert!(events.body.contains("data: {\"at\":\"20"), "{}", events.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_frames_an_answer_is_not_made_up() {
    let library = Library::start(|builder| builder).await;
    let book = library.call("GET /books/7c9e6679-7425-40de-944b-e07fc1f90ae7", "", "");
    assert_eq!(book.status, 200);
    assert_eq!(book.header("content-length"), book.body.len().to_string(), "{}", book.head);
    assert!(!book.header("etag").is_empty(), "{}", book.head);
    for name in ["content-encoding", "transfer-encoding", "upgrade", "trailer"] {
        assert_eq!(book.header(name), "", "{name}: {}", book.head);
    }
    assert_eq!(book.header("connection"), "close", "{}", book.head);
    assert!(book.header("date").ends_with(" GMT"), "{}", book.head);
}

#[tokio::test(flavor = "multi_thread")]
async fn patterns_can_look_around_and_back() {
    let library = Library::start(|builder| builder).await;
    for (name, status) in [("poems", 200), ("a-b", 200), ("a--b", 400), ("A", 400)] {
        let answer = library.send(&format!("GET /shelves/{name}"), "", "");
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
    }
    for _ in 0..10 {
        let shelf = library.send("GET /shelves/poems", "prefer: dynamic=true\r\n", "").json();
        assert!([json!("a-a"), json!("b-b")].contains(&shelf["pair"]), "{shelf}");
        let name = shelf["name"].as_str().unwrap_or_default();
        assert!(name.starts_with(|first: char| first.is_ascii_lowercase()) && !name.contains("--"), "{shelf}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_strict_it_is_can_be_chosen() {
    let lenient = Library::start(Builder::no_validate).await;
    assert_eq!(lenient.call("GET /books?limit=many", "", "").status, 200);
    assert_eq!(lenient.call("POST /books", JSON, "{}").status, 201);
    let usual = Library::start(|builder| builder).await;
    assert_eq!(usual.call("GET /books?filter[year]=1&more=1", "", "").status, 200);
    let strict = Library::start(Builder::strict).await;
    assert_eq!(strict.call("GET /books?filter[year]=1", "", "").status, 200);
    let refused = strict.call("GET /books?more=1", "", "");
    assert_eq!((refused.status, refused.header("x-mock-hint")), (422, "query more: is not a described parameter"));
    let keyed = Library::start(|builder| builder.credential("k")).await;
    assert_eq!(keyed.call("GET /books", "", "").status, 200);
    assert_eq!(keyed.send("GET /books", "x-key: another\r\n", "").status, 401);
}
