//! What a signed request looks like.

use std::process::Command;
use std::time::SystemTime;

use crate::common::{API, Send, parameter};
use serde_json::json;
use twinspec_alibaba::{Credentials, SignedRequest, Signer};
use twinspec_core::{
    Arguments, HttpRequest, HttpResponse, Location, Method, Operation, Origin, Parameter, RequestError, Style, Upload,
    time,
};

fn recorded_time() -> SystemTime {
    time::parse("2026-11-24T03:49:39Z").unwrap()
}

fn sign_with(arguments: &Arguments, credentials: &Credentials) -> Result<HttpRequest, RequestError> {
    let origin: Origin = "http://127.0.0.1:18080".parse().unwrap();
    let signer = Signer {
        origin: &origin,
        credentials,
        time: recorded_time(),
        nonce: "2fd1312f63ece41e8f1c8ce15330a84e",
        user_agent: "test",
    };
    signer.sign(arguments)
}

fn sign(arguments: &Arguments) -> Result<HttpRequest, RequestError> {
    sign_with(arguments, &Credentials::new("testid", "testsecret"))
}

fn send(phone: &str) -> HttpRequest {
    sign(&Arguments::of(&Send { secure_mobile_phone: Some(phone.into()) })).unwrap()
}

#[test]
fn a_request_is_signed_as_the_official_typescript_sdk_signs_it() {
    let request = send("xx-13900001234");
    assert_eq!(request.method(), Method::Post);
    assert_eq!(request.url(), "http://127.0.0.1:18080/?SecureMobilePhone=xx-13900001234");
    assert_eq!(request.body(), b"");
    assert_eq!(
        request.string_to_sign(),
        "ACS3-HMAC-SHA256\n38b99f548cc7a4d1f9036eb9b83cf86624bdcc1c318a3e9afd3f8c9ccd6dc37d"
    );
    assert_eq!(
        request.headers().get("Authorization"),
        Some(
            "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;\
             x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;x-acs-signature-nonce;\
             x-acs-version,Signature=\
             c634499a0e5e57c391b5710d50ede6c40967c4c2e68eb63bcd8c64ce4ae1f397"
        )
    );
    assert_eq!(request.headers().get("accept"), Some("application/json"));
    assert_eq!(request.headers().get("content-type"), None);
}

#[test]
fn a_session_sends_and_signs_its_token() {
    let credentials = Credentials::new("testid", "testsecret").with_security_token("testsecuritytoken");
    let request = sign_with(&Arguments::of(&Send::default()), &credentials).unwrap();
    let headers = request.headers();
    assert_eq!(headers.get("x-acs-security-token"), Some("testsecuritytoken"));
    assert_eq!(headers.get("x-acs-accesskey-id"), Some("testid"));
    assert_eq!(headers.get("x-acs-credentials-provider"), Some("static_sts"));
    assert!(request.canonical_request().contains("\nx-acs-security-token:testsecuritytoken\n"));
}

#[test]
fn debug_shows_neither_arguments_nor_token_nor_signature() {
    let credentials = Credentials::new("testid", "testsecret").with_security_token("testsecuritytoken");
    let input = Send { secure_mobile_phone: Some("65-81234567".into()) };
    let arguments = Arguments::of(&input);
    let request = sign_with(&arguments, &credentials).unwrap();
    let authorization = request.headers().get("authorization").unwrap();
    let signature = authorization.rsplit('=').next().unwrap();
    let shown = format!("{input:?} {arguments:?} {credentials:?} {request:?} {:?}", request.headers());
    for secret in ["81234567", "testsecret", "testsecuritytoken", signature] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("SecureMobilePhone"));
}

static SHAPES: Operation = Operation::new(&API, "Shapes", &[], "/").parameters(&[
    parameter("Flat", Location::Query, Style::Flat),
    parameter("Json", Location::Query, Style::Json),
    parameter("Simple", Location::Query, Style::Simple),
    parameter("Space", Location::Query, Style::SpaceDelimited),
    parameter("Pipe", Location::Query, Style::PipeDelimited),
    parameter("Form", Location::Form, Style::Flat),
    parameter("x-acs-region-id", Location::Header, Style::Simple),
    parameter("host", Location::Header, Style::Simple),
    parameter("Body", Location::Body, Style::Json),
]);

fn query(name: &str, value: serde_json::Value) -> Vec<(String, String)> {
    let mut arguments = Arguments::new(&SHAPES);
    arguments.set(name, &value);
    sign(&arguments).unwrap().query()
}

#[test]
fn a_body_that_is_a_stream_cannot_be_signed() {
    let mut arguments = Arguments::new(&SHAPES);
    arguments.set_bytes("Body", Upload::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("x")])));
    let error = sign(&arguments).unwrap_err();
    assert_eq!(error.to_string(), "the signature covers the whole body, so it cannot be a stream; pass it as bytes");
}

#[test]
fn flat_values_become_one_pair_a_leaf_counted_from_one() {
    let tags = json!([{"Key": "k", "Value": "v"}, {"Key": "l", "Value": null}]);
    let pairs = query("Flat", tags);
    let expected = [("Flat.1.Key", "k"), ("Flat.1.Value", "v"), ("Flat.2.Key", "l")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(query("Flat", json!([[1], [2, 3]])).last().unwrap().0, "Flat.2.2");
}

#[test]
fn the_other_styles_make_one_text() {
    let text = |name, value| query(name, value).pop().unwrap().1;
    assert_eq!(text("Json", json!(["NON_SP_cs", "x y", 1.5, {"a": true}])), r#"["NON_SP_cs","x y",1.5,{"a":true}]"#);
    assert_eq!(text("Json", json!(["\u{4e2d}", null])), "[\"\u{4e2d}\",null]");
    assert_eq!(text("Simple", json!([1, true, "a"])), "1,true,a");
    assert_eq!(text("Space", json!(["a", "b"])), "a b");
    assert_eq!(text("Pipe", json!(["a", "b"])), "a|b");
    assert_eq!(text("Simple", json!({"a": 1, "b": 2})), "a,1,b,2");
}

#[test]
fn scalars_are_the_same_in_every_style() {
    for name in ["Flat", "Json", "Simple", "Space", "Pipe"] {
        for (value, text) in [
            (json!("a b"), "a b"),
            (json!(""), ""),
            (json!(false), "false"),
            (json!(12_345_678_901_234_567_890_u64), "12345678901234567890"),
            (json!(-1), "-1"),
            (json!(1.5), "1.5"),
            (json!(1.0), "1.0"),
            (json!("\u{4e2d}"), "\u{4e2d}"),
        ] {
            assert_eq!(query(name, value), [(name.to_owned(), text.to_owned())]);
        }
    }
}

#[test]
fn nulls_and_empty_lists_and_objects_vanish() {
    for name in ["Flat", "Json", "Simple", "Space", "Pipe"] {
        for value in [json!(null), json!([]), json!({}), json!({"a": null})] {
            assert_eq!(query(name, value), []);
        }
    }
    assert_eq!(query("Flat", json!({"a": [], "b": {}})), []);
}

#[test]
fn form_parameters_travel_in_the_body_and_are_signed_with_it() {
    let mut arguments = Arguments::new(&SHAPES);
    arguments.set("Form", &["a b", "c&d"]);
    let request = sign(&arguments).unwrap();
    assert_eq!(request.body(), b"Form.1=a%20b&Form.2=c%26d");
    assert_eq!(request.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
    assert!(request.canonical_request().contains("\ncontent-type:application/x-www-form-urlencoded\n"));
    let hash = twinspec_alibaba::signature::acs3::hash(request.body());
    assert_eq!(request.headers().get("x-acs-content-sha256"), Some(hash.as_str()));
}

#[test]
fn a_body_is_json_and_may_be_an_empty_list() {
    let mut arguments = Arguments::new(&SHAPES);
    arguments.set("Body", &json!([]));
    let request = sign(&arguments).unwrap();
    assert_eq!(request.body(), b"[]");
    assert_eq!(request.headers().get("content-type"), Some("application/json; charset=utf-8"));
}

#[test]
fn header_parameters_are_set_and_signed() {
    let mut arguments = Arguments::new(&SHAPES);
    arguments.set("x-acs-region-id", "cn-shanghai");
    let request = sign(&arguments).unwrap();
    assert_eq!(request.headers().get("x-acs-region-id"), Some("cn-shanghai"));
    assert!(request.headers().get("authorization").unwrap().contains(";x-acs-region-id;"));
}

static CLUSTER: Operation =
    Operation::new(&API, "DescribeCluster", &[Method::Get], "/clusters/{ClusterId}/nodes/{Node}")
        .read_only()
        .parameters(&[
            parameter("ClusterId", Location::Path, Style::Simple),
            parameter("Node", Location::Path, Style::Simple),
        ]);

fn cluster(id: &str, node: &str) -> Result<HttpRequest, RequestError> {
    let mut arguments = Arguments::new(&CLUSTER);
    arguments.set("ClusterId", id);
    arguments.set("Node", node);
    sign(&arguments)
}

#[test]
fn path_variables_are_percent_encoded() {
    let request = cluster("c1 /\u{4e2d}", "*+~").unwrap();
    assert_eq!(request.path(), "/clusters/c1%20%2F%E4%B8%AD/nodes/%2A%2B~");
    assert_eq!(request.method(), Method::Get);
}

#[test]
fn path_variables_that_would_change_the_path_are_refused() {
    assert!(matches!(cluster("", "n"), Err(RequestError::MissingPathVariable { .. })));
    assert!(matches!(cluster("..", "n"), Err(RequestError::DotSegment)));
    assert!(matches!(cluster("c", "."), Err(RequestError::DotSegment)));
    assert!(cluster("...", "..c").is_ok());
}

#[test]
fn what_has_no_place_in_a_request_is_an_error_that_shows_no_value() {
    let refused = |set: &dyn Fn(&mut Arguments)| {
        let mut arguments = Arguments::new(&SHAPES);
        set(&mut arguments);
        sign(&arguments).unwrap_err()
    };
    let unknown = refused(&|arguments| arguments.set("Nothing", "x-value"));
    assert!(matches!(unknown, RequestError::UnknownParameter { .. }));
    let line_break = refused(&|arguments| arguments.set("x-acs-region-id", "a\r\nx-value: b"));
    assert!(matches!(line_break, RequestError::MalformedHeader { .. }));
    let host = refused(&|arguments| arguments.set("host", "x-value"));
    assert!(matches!(host, RequestError::DuplicateHeader { .. }));
    let bodies = refused(&|arguments| {
        arguments.set("Form", "x-value");
        arguments.set("Body", "x-value");
    });
    assert!(matches!(bodies, RequestError::TwoBodies));
    for error in [unknown, line_break, host, bodies] {
        assert!(!error.to_string().contains("x-value"), "{error}");
    }
}

#[test]
fn an_access_key_id_with_a_line_break_is_refused() {
    for id in ["testid\n", "", "a,b", "a b"] {
        let credentials = Credentials::new(id, "testsecret");
        let refused = sign_with(&Arguments::of(&Send::default()), &credentials);
        assert!(matches!(refused, Err(RequestError::Credentials { .. })), "{id:?}");
    }
}

#[test]
fn a_curl_command_survives_the_shell() {
    let mut arguments = Arguments::new(&SHAPES);
    let text = "it's $HOME `date` \"x\" \\ !! \n * @file";
    arguments.set("Flat", text);
    arguments.set("Body", &json!({ "text": text }));
    let request = sign(&arguments).unwrap();
    // In place of curl, a shell function that writes its arguments down.
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{}\n", request.to_curl());
    let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    let words: Vec<&str> = std::str::from_utf8(&output.stdout).unwrap().split('\0').collect();
    assert_eq!(words[..3], ["-X", "POST", &request.url()]);
    let body = words.iter().position(|word| *word == "--data-raw").unwrap();
    assert_eq!(words[body + 1].as_bytes(), request.body());
    let headers = words.windows(2).filter(|pair| pair[0] == "-H").map(|pair| pair[1]);
    let expected: Vec<_> = request.headers().iter().map(|(n, v)| format!("{n}: {v}")).collect();
    assert_eq!(headers.collect::<Vec<_>>(), expected);
}

#[test]
fn an_error_that_repeats_the_request_is_redacted() {
    let request = send("65-8123/4567");
    let body = format!("{} 65-8123/4567 {}", request.canonical_request(), request.url());
    let redacted = request.redact(HttpResponse::new(400, Default::default(), body.clone().into_bytes()));
    let text = String::from_utf8(redacted.body().to_vec()).unwrap();
    assert!(text.contains("SecureMobilePhone=***") && !text.contains("8123"), "{text}");
    let success = request.redact(HttpResponse::new(200, Default::default(), body.clone().into_bytes()));
    assert_eq!(success.body(), body.as_bytes());
}

#[test]
fn texts_inside_sensitive_lists_and_objects_are_redacted_too() {
    static SECRETS: Operation =
        Operation::new(&API, "Secrets", &[], "/")
            .parameters(&[Parameter::new("Users", Location::Query, Style::Json).sensitive()]);
    let mut arguments = Arguments::new(&SECRETS);
    arguments.set("Users", &json!([{ "Password": "pass\"word" }]));
    let request = sign(&arguments).unwrap();
    for body in [json!({ "Message": "bad pass\"word" }).to_string(), request.canonical_request()] {
        let response = HttpResponse::new(400, Default::default(), body.into_bytes());
        let redacted = request.redact(response);
        let text = std::str::from_utf8(redacted.body()).unwrap();
        assert!(text.contains("***") && !text.contains("word\""), "{text}");
    }
}

#[test]
fn endpoints_are_hosts_with_or_without_port_or_urls() {
    let origin = |text: &str| text.parse::<Origin>().map(|origin| origin.to_string());
    for (text, expected) in [
        ("Ecs.aliyuncs.com", "https://ecs.aliyuncs.com"),
        ("127.0.0.1:8080", "https://127.0.0.1:8080"),
        ("HTTP://localhost:80/", "http://localhost"),
        ("https://h:443", "https://h"),
        ("http://h:443", "http://h:443"),
        ("http://[0:0::1]:8080", "http://[::1]:8080"),
        ("http://[::1]", "http://[::1]"),
    ] {
        assert_eq!(origin(text).as_deref(), Ok(expected), "{text}");
    }
    for text in [
        "",
        "http://",
        "ftp://h",
        "h/path",
        "h?q",
        "h#f",
        "user@h",
        "h:",
        "h:99999",
        "h:+1",
        "h h",
        "::1",
        "[::1",
        "h..i",
        "\u{e9}",
        "1.2.3",
        "0x7f.1",
        "h\n",
        "http://http://h",
        ":80",
    ] {
        assert!(origin(text).is_err(), "{text}");
    }
    let is_loopback = |text: &str| text.parse::<Origin>().unwrap().is_loopback();
    assert!(is_loopback("http://[::1]:80") && is_loopback("127.9.9.9") && is_loopback("localhost:1"));
    assert!(!is_loopback("ecs.aliyuncs.com") && !is_loopback("10.0.0.1"));
}

#[test]
fn a_plain_request_is_sent_as_it_is_and_shows_nothing() {
    let origin: Origin = "http://127.0.0.1:8100".parse().unwrap();
    let headers = [("X-Token", "secret"), ("user-agent", "test")];
    let request = HttpRequest::unsigned(Method::Put, &origin, "/a%20b/secret?x=secret", headers, "secret").unwrap();
    assert_eq!(request.url(), "http://127.0.0.1:8100/a%20b/secret?x=secret");
    assert_eq!((request.method(), request.body()), (Method::Put, b"secret".as_slice()));
    let headers: Vec<_> = request.headers().iter().collect();
    assert_eq!(headers, [("host", "127.0.0.1:8100"), ("x-token", "secret"), ("user-agent", "test")]);
    assert!(request.operation().is_none());
    assert!(!format!("{request:?}").contains("secret"), "{request:?}");
}

#[test]
fn a_plain_request_that_cannot_be_sent_is_refused() {
    let origin: Origin = "http://127.0.0.1:8100".parse().unwrap();
    let target = |target| HttpRequest::unsigned(Method::Get, &origin, target, [], "").map(|_| ());
    for malformed in ["", "a", "//é", "/a b", "/a\r\n", "/a#b"] {
        assert!(matches!(target(malformed), Err(RequestError::Target)), "{malformed}");
    }
    let header = |value| HttpRequest::unsigned(Method::Get, &origin, "/", [("x-token", value)], "").map(|_| ());
    assert!(matches!(header("a\nb"), Err(RequestError::MalformedHeader { .. })));
    let host = HttpRequest::unsigned(Method::Get, &origin, "/", [("Host", "other")], "").map(|_| ());
    assert!(matches!(host, Err(RequestError::DuplicateHeader { .. })));
}
