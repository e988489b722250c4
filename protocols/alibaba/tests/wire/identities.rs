//! Who calls, and what a request shows of it.

use std::time::UNIX_EPOCH;

use crate::common::parameter;
use twinspec_alibaba::{Credentials, SignedRequest, Signer};
use twinspec_core::{
    Api, Arguments, Headers, HttpRequest, HttpResponse, Location, Method, Operation, Parameter, RequestError,
    RetryReason, Style,
};

static ROA: Api = Api::new("P", "1", &twinspec_alibaba::Alibaba::ROA);

static PARAMETERS: [Parameter; 4] = [
    parameter("ClientToken", Location::Query, Style::Flat),
    parameter("bucket", Location::Host, Style::Flat),
    parameter("Map", Location::Query, Style::Flat),
    parameter("body", Location::Body, Style::Xml),
];

const fn operation(api: &'static Api) -> Operation {
    Operation::new(api, "PutThing", &[Method::Put], "/?thing").idempotency_token("ClientToken").parameters(&PARAMETERS)
}

static OVER_RPC: Operation = operation(&crate::common::API);
static OVER_ROA: Operation = operation(&ROA);

fn sign_at(endpoint: &str, arguments: &Arguments, credentials: &Credentials) -> Result<HttpRequest, RequestError> {
    let origin = endpoint.parse().unwrap();
    Signer { origin: &origin, credentials, time: UNIX_EPOCH, nonce: "n", user_agent: "test" }.sign(arguments)
}

fn sign(operation: &'static Operation, credentials: &Credentials) -> Result<HttpRequest, RequestError> {
    sign_at("example.com", &Arguments::new(operation), credentials)
}

#[test]
fn a_bearer_token_travels_instead_of_a_signature() {
    let bearer = Credentials::bearer("my-bearer-token");
    let rpc = sign(&OVER_RPC, &bearer).unwrap();
    assert_eq!(rpc.target(), "/?thing=&SignatureType=BEARERTOKEN");
    let roa = sign(&OVER_ROA, &bearer).unwrap();
    assert_eq!(roa.target(), "/?thing=");
    assert_eq!(roa.headers().get("x-acs-signature-type"), Some("BEARERTOKEN"));
    for request in [rpc, roa] {
        assert_eq!(request.headers().get("x-acs-bearer-token"), Some("my-bearer-token"));
        assert_eq!(request.headers().get("authorization"), None);
        assert!(!format!("{request:?} {bearer:?}").contains("my-bearer"));
        let echo = HttpResponse::new(400, Headers::default(), "my-bearer-token".as_bytes().to_vec());
        assert_eq!(request.redact(echo).body(), b"***");
    }
    assert!(matches!(sign(&OVER_RPC, &Credentials::bearer("a\nb")), Err(RequestError::Credentials { .. })));
}

#[test]
fn an_anonymous_request_is_not_signed() {
    let rpc = sign(&OVER_RPC, &Credentials::anonymous()).unwrap();
    assert_eq!(rpc.target(), "/?thing=&Format=json");
    assert_eq!(rpc.headers().get("authorization"), None);
    assert_eq!(sign(&OVER_ROA, &Credentials::anonymous()).unwrap().target(), "/?thing=");
}

#[test]
fn a_provider_is_named_in_a_signed_header() {
    let credentials = Credentials::new("testid", "testsecret").with_provider("default/env");
    let request = sign(&OVER_RPC, &credentials).unwrap();
    assert!(request.canonical_request().contains("\nx-acs-credentials-provider:default/env\n"));
}

#[test]
fn a_host_variable_stands_before_the_endpoint() {
    let key = Credentials::new("testid", "testsecret");
    let mut arguments = Arguments::new(&OVER_ROA);
    arguments.set("bucket", "photos");
    let request = sign_at("oss-cn-hangzhou.aliyuncs.com", &arguments, &key).unwrap();
    assert_eq!(request.url(), "https://photos.oss-cn-hangzhou.aliyuncs.com/?thing=");
    assert_eq!(request.headers().get("host"), Some("photos.oss-cn-hangzhou.aliyuncs.com"));
    let local = sign_at("http://127.0.0.1:8080", &arguments, &key).unwrap();
    assert_eq!(local.url(), "http://127.0.0.1:8080/?thing=");
    assert_eq!(local.headers().get("host"), Some("photos.127.0.0.1:8080"));
    let mut arguments = Arguments::new(&OVER_ROA);
    arguments.set("bucket", "evil.com/");
    let refused = sign_at("oss-cn-hangzhou.aliyuncs.com", &arguments, &key);
    assert!(matches!(refused, Err(RequestError::HostVariable { .. })));
}

#[test]
fn an_idempotency_token_is_filled_in_once_and_makes_a_write_repeatable() {
    let mut arguments = Arguments::new(&OVER_RPC);
    assert!(arguments.lacks_idempotency_token());
    arguments.fill_idempotency_token("token-1");
    arguments.fill_idempotency_token("token-2");
    let request = sign_at("example.com", &arguments, &Credentials::anonymous()).unwrap();
    assert_eq!(request.query()[1], ("ClientToken".to_owned(), "token-1".to_owned()));
    let unavailable = HttpResponse::new(503, Headers::default(), br#"{"Code":"Busy"}"#.to_vec());
    assert_eq!(RetryReason::of_response(&OVER_RPC, &unavailable), Some(RetryReason::Answer));
    assert_eq!(
        RetryReason::of_response(&crate::common::SEND, &HttpResponse::new(502, Headers::default(), Vec::new())),
        None
    );
}

#[test]
fn a_key_of_a_map_that_is_no_plain_word_is_written_with_its_length() {
    let mut arguments = Arguments::new(&OVER_RPC);
    arguments.set("Map", &serde_json::json!({ "plain": 1, "k.2": { "#x": 2 }, "\u{4e2d}": 3 }));
    let query = sign_at("example.com", &arguments, &Credentials::anonymous()).unwrap().query();
    let names: Vec<_> = query.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("Map")).collect();
    assert_eq!(names, ["Map.#3#k.2.#2##x", "Map.plain", "Map.#1#\u{4e2d}"]);
}

#[test]
fn a_body_in_xml_has_the_member_as_its_root() {
    let mut arguments = Arguments::new(&OVER_RPC);
    arguments.set("body", &serde_json::json!({ "Rules": { "Rule": [{ "Id": "a<b" }, { "Id": 2 }] } }));
    let request = sign_at("example.com", &arguments, &Credentials::anonymous()).unwrap();
    assert_eq!(request.headers().get("content-type"), Some("application/xml"));
    let expected = "<Rules><Rule><Id>a&lt;b</Id></Rule><Rule><Id>2</Id></Rule></Rules>";
    assert!(std::str::from_utf8(request.body()).unwrap().ends_with(expected));
    let no_documents = [
        serde_json::json!([1, 2]),
        // Letters and numbers to Unicode, but in no name of XML 1.0.
        serde_json::json!({ "Rules": { "\u{b5}": 1 } }),
        serde_json::json!({ "Rules": { "x\u{b2}": 1 } }),
    ];
    for value in no_documents {
        let mut arguments = Arguments::new(&OVER_RPC);
        arguments.set("body", &value);
        let refused = sign_at("example.com", &arguments, &Credentials::anonymous());
        assert!(matches!(refused, Err(RequestError::Xml { .. })), "{value}");
    }
}
