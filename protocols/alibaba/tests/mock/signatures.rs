//! The verifier agrees with the signer, whatever the request, and refuses one of which a single character is another.

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::fmt::rfc2822;
use md5::{Digest as _, Md5};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use twinspec_alibaba::mock::{Mock, Operation, Service, Site};
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::acs4::{self, Scope};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
use twinspec_alibaba::signature::rpc_v1;
use twinspec_core::{Api, Method, percent_encode, time};

use crate::common::Connection;

static API: Api = Api::new("Things", "2030-01-01", &twinspec_alibaba::Alibaba::ROA);

const fn described(action: &'static str, path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, action, &[Method::Get, Method::Put, Method::Post, Method::Delete], path)
}

const fn operation(operation: &'static twinspec_core::Operation) -> Operation {
    Operation::new(operation).response(r#"{"RequestId":""}"#)
}

static CALL_THING: Operation = operation(&described("CallThing", "/"));
static USE_THING: Operation = operation(&described("UseThing", "/things/{Thing}"));
static SERVICE: Service = Service::new(&API, &[&CALL_THING, &USE_THING]).sites(&[Site::new("intl", "")]);

const SECRET: &str = "testsecret";

/// What an access key signs, before it is signed.
#[derive(Debug, Clone)]
struct Unsigned {
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    /// The value of a header `x-acs-extra`.
    extra: String,
    body: Vec<u8>,
}

/// A request as it is sent. The head is without the request line.
#[derive(Debug, Clone)]
struct Sent {
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Sent {
    fn bytes(&self) -> Vec<u8> {
        let mut target = self.path.clone();
        for (position, pair) in pairs(&self.query).enumerate() {
            target.push_str(if position == 0 { "?" } else { "&" });
            target.push_str(&pair);
        }
        let mut head = format!("{} {target} HTTP/1.1\r\n", self.method);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    fn header(&mut self, name: &str) -> &mut String {
        let found = self.headers.iter_mut().find(|(other, _)| other == name);
        &mut found.unwrap_or_else(|| panic!("there is a header {name}")).1
    }
}

fn pairs(pairs: &[(String, String)]) -> impl Iterator<Item = String> {
    pairs.iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)))
}

fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The headers that the signatures V3 and V4 cover.
fn acs_headers(request: &Unsigned, nonce: &str) -> Vec<(String, String)> {
    let action = if request.path == "/" { "CallThing" } else { "UseThing" };
    owned(&[
        ("host", "things.example.com"),
        ("x-acs-action", action),
        ("x-acs-version", API.version),
        ("x-acs-date", &time::format(SystemTime::now())),
        ("x-acs-signature-nonce", nonce),
        ("x-acs-content-sha256", &acs3::hash(&request.body)),
        ("x-acs-extra", &request.extra),
    ])
}

/// The request with its headers, and the `Authorization` of an algorithm.
fn authorized(
    request: Unsigned,
    mut headers: Vec<(String, String)>,
    algorithm: &str,
    credential: &str,
    canonical_query: &str,
    sign: impl FnOnce(&str) -> String,
) -> Sent {
    let Unsigned { method, path, query, body, .. } = request;
    let canonical_request = acs3::canonical_request(method, &path, canonical_query, &headers, &acs3::hash(&body));
    let (names, signature) = (acs3::signed_headers(&headers), sign(&canonical_request));
    let authorization = format!("{algorithm} Credential={credential},SignedHeaders={names},Signature={signature}");
    headers.push(("authorization".to_owned(), authorization));
    Sent { method, path, query, headers, body }
}

fn v3(request: Unsigned, nonce: &str) -> Sent {
    let query = acs3::canonical_query(&request.query, QueryKeys::Raw);
    let headers = acs_headers(&request, nonce);
    let sign = |canonical_request: &str| acs3::sign(SECRET, &acs3::string_to_sign(canonical_request));
    authorized(request, headers, acs3::ALGORITHM, "testid", &query, sign)
}

fn v4(request: Unsigned, nonce: &str, empty_values: EmptyValues) -> Sent {
    let query = acs4::canonical_query(&request.query, empty_values);
    let headers = acs_headers(&request, nonce);
    let scope = Scope { date: "20300101", region: "center", product: "Things" };
    let sign = |canonical_request: &str| acs4::sign(SECRET, &scope, &acs4::string_to_sign(canonical_request));
    authorized(request, headers, acs4::ALGORITHM, &scope.credential("testid"), &query, sign)
}

fn rpc_v1(request: Unsigned, nonce: &str) -> Sent {
    let Unsigned { method, mut query, extra, .. } = request;
    // Whatever else is called like a parameter of the signature would not be arbitrary, but another request.
    query.extend(owned(&[
        ("Action", "CallThing"),
        ("Version", API.version),
        ("AccessKeyId", "testid"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureVersion", "1.0"),
        ("SignatureNonce", nonce),
        ("Timestamp", &time::format(SystemTime::now())),
    ]));
    let form = owned(&[("Extra", &extra)]);
    let signed: Vec<_> = query.iter().chain(&form).cloned().collect();
    let signature = rpc_v1::sign(SECRET, &rpc_v1::string_to_sign(method, &signed));
    query.push(("Signature".to_owned(), signature));
    let headers = owned(&[("host", "h"), ("content-type", "application/x-www-form-urlencoded")]);
    Sent { method, path: "/".to_owned(), query, headers, body: pairs(&form).collect::<String>().into_bytes() }
}

fn roa_v1(request: Unsigned, nonce: &str) -> Sent {
    let Unsigned { method, path, query, extra, body } = request;
    let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&jiff::Timestamp::now()).expect("a date");
    let mut headers = owned(&[
        ("host", "h"),
        ("accept", "application/json"),
        ("content-md5", &STANDARD.encode(Md5::digest(&body))),
        ("content-type", "application/json"),
        ("date", &date),
        ("x-acs-extra", &extra),
        ("x-acs-signature-method", "HMAC-SHA1"),
        ("x-acs-signature-nonce", nonce),
        ("x-acs-signature-version", "1.0"),
        ("x-acs-version", API.version),
    ]);
    let text = roa_v1::string_to_sign(method, &path, &query, &headers, EmptyValues::WithSign);
    headers.push(("authorization".to_owned(), format!("acs testid:{}", roa_v1::sign(SECRET, &text))));
    Sent { method, path, query, headers, body }
}

/// Another printable character of ASCII, which stays what it is in every part of a request.
fn change(text: &mut String, position: Index) {
    let letters: Vec<usize> =
        text.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
    if letters.is_empty() {
        text.push('a');
        return;
    }
    let at = letters[position.index(letters.len())];
    let other = if text[at..].starts_with('x') { "y" } else { "x" };
    text.replace_range(at..=at, other);
}

/// The request with one character changed, in each of its parts.
fn changed(sent: &Sent, position: Index, signed_header: &str) -> Vec<(&'static str, Sent)> {
    let mut all = Vec::new();
    let mut with = |part, change: &dyn Fn(&mut Sent)| {
        let mut other = sent.clone();
        change(&mut other);
        all.push((part, other));
    };
    with("method", &|other| other.method = if sent.method == "GET" { "POST" } else { "GET" });
    with("path", &|other| change(&mut other.path, position));
    if !sent.query.is_empty() {
        let at = position.index(sent.query.len());
        with("name in the query", &|other| change(&mut other.query[at].0, position));
        with("value in the query", &|other| change(&mut other.query[at].1, position));
    }
    with("signed header", &|other| change(other.header(signed_header), position));
    with("body", &|other| match other.body.is_empty() {
        true => other.body.push(b'a'),
        false => {
            let at = position.index(other.body.len());
            other.body[at] = if other.body[at] == b'x' { b'y' } else { b'x' };
        }
    });
    all
}

/// The last characters of the `Authorization` header are of the signature, before the padding of Base64.
fn with_another_signature(sent: &Sent) -> Sent {
    let mut other = sent.clone();
    let text = match other.query.iter_mut().find(|(name, _)| name == "Signature") {
        Some((_, signature)) => signature,
        None => other.header("authorization"),
    };
    let at = text.len() - 8;
    let replacement = if text[at..].starts_with('0') { "1" } else { "0" };
    text.replace_range(at..=at, replacement);
    other
}

fn unsigned() -> impl Strategy<Value = Unsigned> {
    let name = any::<String>().prop_filter("a parameter of the gateway", |name| {
        !["", "Action", "Version", "Format", "Signature", "SecurityToken"].contains(&name.as_str())
    });
    let header = "([!-~]([ -~]{0,20}[!-~])?)";
    let parts = (
        prop::sample::select(vec!["GET", "POST"]),
        // A slash in a name is a variable's own only if it is encoded.
        prop_oneof![Just(None), any::<String>().prop_filter("empty", |name| !name.is_empty()).prop_map(Some)],
        prop::collection::vec((name, any::<String>()), 0..6),
        header,
        prop::collection::vec(any::<u8>(), 0..40),
    );
    parts.prop_map(|(method, thing, query, extra, body)| {
        let path = thing.map_or("/".to_owned(), |thing| format!("/things/{}", percent_encode(&thing)));
        Unsigned { method, path, query, extra, body }
    })
}

/// Sends each changed request before the one that was signed, so that it is not its nonce that is refused.
fn hold(sign: fn(Unsigned, &str) -> Sent, requests: impl Strategy<Value = Unsigned>, signed_header: &'static str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mock: Mock = runtime.block_on(async { Mock::builder(&SERVICE).start().await.expect("it starts") });
    let mut connection = runtime.block_on(Connection::open(mock.addr()));
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let number = std::cell::Cell::new(0_u32);
    let connection = std::cell::RefCell::new(&mut connection);
    let result = runner.run(&(requests, any::<Index>()), |(request, position)| {
        number.set(number.get() + 1);
        let sent = sign(request, &format!("nonce-{}", number.get()));
        let mut connection = connection.borrow_mut();
        let mut all = changed(&sent, position, signed_header);
        all.push(("signature", with_another_signature(&sent)));
        for (part, other) in all {
            let answer = runtime.block_on(connection.send(&other.bytes()));
            prop_assert!((400..500).contains(&answer.status), "another {part} is accepted: {other:?}");
        }
        let answer = runtime.block_on(connection.send(&sent.bytes()));
        prop_assert_eq!(answer.status, 200, "{:?}: {}", sent, answer.body);
        let again = runtime.block_on(connection.send(&sent.bytes()));
        prop_assert_eq!(again.code(), "SignatureNonceUsed");
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn signature_v3_of_any_request_is_accepted_and_of_no_other() {
    hold(v3, unsigned(), "x-acs-extra");
}

#[test]
fn signature_v4_of_any_request_is_accepted_and_of_no_other() {
    hold(|request, nonce| v4(request, nonce, EmptyValues::WithSign), unsigned(), "x-acs-extra");
    hold(|request, nonce| v4(request, nonce, EmptyValues::WithoutSign), unsigned(), "x-acs-extra");
}

#[test]
fn the_older_rpc_signature_of_any_request_is_accepted_and_of_no_other() {
    // A signature of parameters only covers no header; the content type says that the form is one of them.
    hold(rpc_v1, unsigned(), "content-type");
}

#[test]
fn the_older_roa_signature_of_any_request_is_accepted_and_of_no_other() {
    let requests = unsigned().prop_filter("an operation of RPC", |request| request.path != "/");
    hold(roa_v1, requests, "x-acs-extra");
}
