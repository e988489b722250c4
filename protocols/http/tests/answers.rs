//! Answers by their status: several successes, and the bodies of errors.

#[macro_use]
mod common;

use common::Kind;
use twinspec_core::{
    Api, Binary, Decode, Decoder, Error, Fit, Headers, HttpResponse, Input, LocalErrorKind, Method, Operation,
    Response, ResponseFormat, TypedErrors, Union, UnionVariant, Value, decode, one_of,
};
use twinspec_http::{Http, Server};

static PROTOCOL: Http = Http::new(&[Server::new("https://exports.example")]);
static API: Api = Api::new("exports", "1.0.0", &PROTOCOL);

#[derive(Debug, Default, PartialEq)]
struct Done {
    url: String,
}

#[derive(Debug, Default, PartialEq)]
struct Running {
    percent: f64,
}

#[derive(Debug, Default, PartialEq)]
struct Problem {
    message: Option<String>,
}

impl Decode for Done {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("url", &mut self.url)]);
    }
}

impl Decode for Running {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("percent", &mut self.percent)]);
    }
}

impl Decode for Problem {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("message", &mut self.message)]);
    }
}

#[derive(Debug, PartialEq)]
enum Export {
    Ok(Done),
    Accepted(Running),
    ResetContent,
    Partial(Binary),
    Text(String),
    Unknown(Value),
}

one_of!(Export { Ok, Accepted, ResetContent = (), Partial, Text });

impl Union for Export {
    const VARIANTS: &'static [UnionVariant] = &[
        UnionVariant::new(Fit::Object { required: &["url"], known: &["url"], fixed: &[] }).tags(&["200"]),
        UnionVariant::new(Fit::Object { required: &["percent"], known: &["percent"], fixed: &[] }).tags(&["202"]),
        UnionVariant::new(Fit::Nothing).tags(&["205"]),
        UnionVariant::new(Fit::Text).tags(&["206"]),
        UnionVariant::new(Fit::Text).tags(&["207"]),
    ];
}

#[derive(Debug, PartialEq)]
enum ErrorBody {
    NotFound(Problem),
    ClientError(Vec<Problem>),
    Default(String),
    Unknown(Value),
}

one_of!(ErrorBody { NotFound, ClientError, Default });

impl Union for ErrorBody {
    const VARIANTS: &'static [UnionVariant] = &[
        UnionVariant::new(Fit::Any).tags(&["404"]),
        UnionVariant::new(Fit::Any).tags(&["4XX"]),
        UnionVariant::new(Fit::Any).tags(&["default"]),
    ];
}

impl TypedErrors for Kind {
    type Body = ErrorBody;
}

static ANY: Operation = Operation::new(&API, "getExport", &[Method::Get], "/exports").response(ResponseFormat::Any);
static JSON: Operation = Operation::new(&API, "getExport", &[Method::Get], "/exports");
static TEXT: Operation = Operation::new(&API, "getMotto", &[Method::Get], "/motto").response(ResponseFormat::Text);

input!(GetAny, ANY, Export);
input!(GetJson, JSON, Export);
input!(GetMotto, TEXT, String);

fn answer<I: Input>(status: u16, content_type: &str, body: &[u8]) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    let content_type = Some(("content-type", content_type)).filter(|(_, value)| !value.is_empty());
    let headers = content_type.into_iter().collect::<Headers>();
    decode::<I>(HttpResponse::new(status, headers, body.to_vec()))
}

fn any(status: u16, content_type: &str, body: &[u8]) -> Export {
    answer::<GetAny>(status, content_type, body).expect("a success").into_body()
}

fn error(status: u16, content_type: &str, body: &str) -> Option<ErrorBody> {
    answer::<GetJson>(status, content_type, body.as_bytes()).expect_err("an error").body()
}

#[test]
fn the_status_says_what_a_success_is() {
    assert_eq!(any(200, "application/json", br#"{"url":"u"}"#), Export::Ok(Done { url: "u".to_owned() }));
    assert_eq!(any(202, "application/json", br#"{"percent":5}"#), Export::Accepted(Running { percent: 5.0 }));
    assert_eq!(any(205, "", b""), Export::ResetContent);
    assert_eq!(any(206, "application/octet-stream", b"\xff{"), Export::Partial(Binary::from(b"\xff{".to_vec())));
    assert_eq!(any(207, "text/plain;charset=utf-8", b"{}"), Export::Text("{}".to_owned()));
    let running = answer::<GetJson>(202, "application/json", br#"{"url":"u","percent":5}"#).expect("a success");
    assert_eq!(*running, Export::Accepted(Running { percent: 5.0 }));
    assert_eq!(answer::<GetJson>(205, "", b"").expect("a success").into_body(), Export::ResetContent);
}

#[test]
fn a_success_that_is_not_described_keeps_its_body() {
    assert_eq!(any(201, "application/json", br#"{"url":"u"}"#), Export::Unknown(serde_json::json!({"url": "u"})));
    assert_eq!(any(200, "application/json", br#"{"uri":"u"}"#), Export::Unknown(serde_json::json!({"uri": "u"})));
    assert_eq!(any(201, "image/png", b"png"), Export::Unknown(serde_json::json!("png")));
    assert_eq!(any(204, "", b""), Export::Unknown(serde_json::json!({})));
}

#[test]
fn the_status_says_what_the_body_of_an_error_is() {
    let problem = |message: &str| Problem { message: Some(message.to_owned()) };
    assert_eq!(error(404, "application/json", r#"{"message":"no"}"#), Some(ErrorBody::NotFound(problem("no"))));
    assert_eq!(error(410, "", r#"[{"message":"no"}]"#), Some(ErrorBody::ClientError(vec![problem("no")])));
    assert_eq!(error(503, "text/plain", "later"), Some(ErrorBody::Default("later".to_owned())));
    assert_eq!(error(404, "text/html", "<html>"), Some(ErrorBody::Unknown("<html>".into())));
}

#[test]
fn an_error_on_this_side_has_no_body() {
    let error = answer::<GetMotto>(200, "text/plain", b"\xff").expect_err("an error");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
    assert_eq!(error.body(), None);
}

#[test]
fn a_text_is_a_text_whatever_it_looks_like() {
    for text in ["", "carpe diem\n", r#"{"a":1}"#, "<html></html>", "12"] {
        assert_eq!(**answer::<GetMotto>(200, "text/plain", text.as_bytes()).expect("a success"), *text);
    }
}
