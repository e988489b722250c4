//! Operations with a method and a path of their own.

use serde_json::{Value, json};
use twinspec_alibaba::mock::{Mock, Reply};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};

use crate::common::http::plain;
use crate::common::{Response, V3, clusters, exchange};

async fn start() -> Mock {
    Mock::builder(&clusters::SERVICE).bearer_token("a-bearer-token").start().await.expect("the mock starts")
}

fn call(action: &str, method: &'static str, path: &str) -> V3 {
    V3 { method, path: path.to_owned(), ..V3::new(action, &[]) }
}

/// Unsigned, so that only routing has something to say.
async fn ask(mock: &Mock, method: &str, path: &str) -> Response {
    exchange(mock.addr(), plain(method, path, &[("host", "h")], "")).await
}

#[tokio::test]
async fn method_and_path_tell_the_operation_and_a_literal_path_goes_first() {
    let mock = start().await;
    for (method, path, action) in [
        ("GET", "/clusters/c%2F1", "GetCluster"),
        ("GET", "/clusters/all", "ListClusters"),
        ("POST", "/clusters", "CreateCluster"),
    ] {
        let answer = exchange(mock.addr(), call(action, method, path).without("x-acs-action").bytes()).await;
        let code = answer.code();
        assert!(answer.status == 200 || code == "Missingbody", "{path}: {}", answer.body);
    }
    let shown: Vec<_> = mock.calls().iter().map(|call| (call.status, call.path.clone())).collect();
    assert_eq!(shown[0], (200, "/clusters/c%2F1".to_owned()));
    assert_eq!(mock.calls()[0].parameters["ClusterId"], "c/1");
}

#[tokio::test]
async fn the_id_of_the_request_stands_in_the_body_however_it_is_spelt_there() {
    let mock = start().await;
    let answer = exchange(mock.addr(), call("ListClusters", "GET", "/clusters/all").bytes()).await;
    assert_eq!(answer.body, format!(r#"{{"request_id":"{}","clusters":[]}}"#, mock.calls()[0].request_id));
}

#[tokio::test]
async fn the_nearest_operation_is_named_when_nothing_is_there() {
    let mock = start().await;
    let text = "Specified api is not found, please check your url and method.";
    for (method, path, nearest) in [
        ("GET", "/cluster/c1", " Did you mean GET /clusters/{ClusterId} (GetCluster)?"),
        ("PUT", "/clusters", " Did you mean POST /clusters (CreateCluster)?"),
        ("GET", "/nothing/like/it/at/all", ""),
    ] {
        let answer = ask(&mock, method, path).await;
        assert_eq!((answer.status, answer.code().as_str()), (404, "InvalidAction.NotFound"), "{path}");
        assert_eq!(answer.message(), format!("{text}{nearest}"), "{method} {path}");
        let why = "no operation has this method and path, and no operation is named like the path";
        assert_eq!(answer.header("x-mock-hint"), Some(why), "{method} {path}");
    }
    let answer = exchange(mock.addr(), call("GetCluster", "GET", "/clusters").bytes()).await;
    assert_eq!(answer.message(), format!("{text} Did you mean GET /clusters/{{ClusterId}} (GetCluster)?"));
    let why = "the operation exists, but not with this method, path and query";
    assert_eq!(answer.header("x-mock-hint"), Some(why));
}

#[tokio::test]
async fn variables_headers_and_bodies_are_validated_like_any_parameter() {
    let mock = start().await;
    let send = async |call: V3| exchange(mock.addr(), call.bytes()).await.code();
    assert_eq!(send(call("GetCluster", "GET", "/clusters/none")).await, "ClusterNotFound");
    assert_eq!(send(call("GetCluster", "GET", "/clusters/UPPER")).await, "InvalidClusterId");
    let locked = |value: &str| call("GetCluster", "GET", "/clusters/a").header("x-acs-lock", value);
    assert_eq!((send(locked("7")).await.as_str(), send(locked("x")).await.as_str()), ("", "Invalidx-acs-lock"));
    let create = |body: &str| V3 { body: body.to_owned(), ..call("CreateCluster", "POST", "/clusters") };
    let create = |body: &str| create(body).header("content-type", "application/json; charset=utf-8");
    assert_eq!(send(create(r#"{"name": "a", "size": 3}"#)).await, "");
    for invalid in [r#"{"size": 3}"#, r#"{"name": "a", "size": 0}"#, "[]", "{"] {
        assert_eq!(send(create(invalid)).await, "Invalidbody", "{invalid}");
    }
    assert_eq!(send(create("")).await, "Missingbody");
}

#[tokio::test]
async fn a_query_tells_operations_of_one_path_apart_and_each_answers_in_its_own_format() {
    let mock = start().await;
    let version = ("x-acs-version", "2030-01-01");
    let ask = async |target: &str, host: &str| {
        let headers = [("host", host), version, ("accept", "application/json")];
        let answer = exchange(mock.addr(), plain("GET", target, &headers, "")).await;
        assert_eq!(answer.status, 200, "{target}: {}", answer.body);
        (answer.header("content-type").unwrap_or_default().to_owned(), answer.body)
    };
    let (content_type, body) = ask("/files/a%2Fb?acl", "clusters.example.com").await;
    assert_eq!(content_type, "text/xml;charset=utf-8");
    assert!(
        body.ends_with("<GetAclResponse><Owner>a&lt;b</Owner><Grant>read</Grant><Grant>write</Grant></GetAclResponse>")
    );
    let (content_type, body) = ask("/files/a%2Fb", "clusters.example.com").await;
    assert_eq!((content_type.as_str(), body.as_str()), ("application/octet-stream", "what is in it"));
    let json = "application/json;charset=utf-8".to_owned();
    assert_eq!(ask("/", "files.127.0.0.1:8080").await, (json.clone(), r#"["a","b"]"#.to_owned()));
    assert_eq!(ask("/", "127.0.0.1:8080").await, (json, "7".to_owned()));
    let bucket = mock.calls().into_iter().find_map(|call| call.parameters.get("bucket").cloned());
    assert_eq!(bucket.as_deref(), Some("files"));
}

#[tokio::test]
async fn an_anonymous_operation_is_served_without_a_signature_and_a_wrong_one_is_refused_all_the_same() {
    let mock = start().await;
    let get_file = || V3 { path: "/files/a".to_owned(), ..call("GetFile", "GET", "/files/a") };
    let answer = exchange(mock.addr(), get_file().bytes()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "what is in it"));
    let mut wrong = get_file();
    wrong.access_key.1 = "another".to_owned();
    assert_eq!(exchange(mock.addr(), wrong.bytes()).await.code(), "SignatureDoesNotMatch");
    let unsigned = ask(&mock, "GET", "/files/a").await;
    assert_eq!(unsigned.status, 200);
    let accounts: Vec<_> = mock.calls().into_iter().map(|call| call.account).collect();
    assert_eq!(accounts, [Some(twinspec_alibaba::mock::DEFAULT_ACCOUNT.to_owned()), None, None]);
    let signed_only = exchange(mock.addr(), plain("GET", "/clusters/a", &[("x-acs-version", "2030-01-01")], "")).await;
    assert_eq!(signed_only.code(), "MissingAccessKeyId");
}

#[tokio::test]
async fn both_spellings_of_an_empty_value_verify_with_the_older_signature() {
    let mock = start().await;
    let date = jiff::fmt::rfc2822::DateTimePrinter::new();
    for (empty_values, secret, code) in [
        (EmptyValues::WithSign, "testsecret", ""),
        (EmptyValues::WithoutSign, "testsecret", ""),
        (EmptyValues::WithSign, "another", "SignatureDoesNotMatch"),
    ] {
        let now = date.timestamp_to_rfc9110_string(&jiff::Timestamp::now()).expect("a date");
        let mut headers = vec![("accept", "application/json"), ("date", now.as_str()), ("x-acs-version", "2030-01-01")];
        let query = [("e", ""), ("q", "a b")];
        let text = roa_v1::string_to_sign("GET", "/clusters/a", &query, &headers, empty_values);
        let authorization = format!("acs testid:{}", roa_v1::sign(secret, &text));
        headers.push(("authorization", &authorization));
        let answer = exchange(mock.addr(), plain("GET", "/clusters/a?q=a+b&e=", &headers, "")).await;
        assert_eq!(answer.code(), code, "{empty_values:?}: {}", answer.body);
        if !code.is_empty() {
            let start = "Specified signature is not matched with our calculation. server string to sign is:GET\n";
            assert!(answer.message().starts_with(start), "{}", answer.message());
        }
    }
}

#[tokio::test]
async fn a_bearer_token_stands_in_the_place_of_a_signature() {
    let mock = start().await;
    let ask = async |token: &str| {
        let headers =
            [("x-acs-bearer-token", token), ("x-acs-version", "2030-01-01"), ("x-acs-signature-type", "BEARERTOKEN")];
        exchange(mock.addr(), plain("GET", "/clusters/a", &headers, "")).await
    };
    assert_eq!(ask("a-bearer-token").await.status, 200);
    assert_eq!(ask("another").await.code(), "InvalidBearerToken");
    assert_eq!(mock.calls()[0].account.as_deref(), Some(twinspec_alibaba::mock::DEFAULT_ACCOUNT));
    assert!(!format!("{:?}", mock.calls()).contains("a-bearer-token"));
}

#[tokio::test]
async fn a_body_may_be_nested_so_deep_that_it_can_be_answered_and_no_deeper() {
    let mock = start().await;
    mock.on("CreateCluster", |call: Value, _| Reply::body(json!({ "Kept": { "Body": call["body"] } })))
        .expect("an operation of the mock");
    let send = async |depth: usize| {
        let body = format!(r#"{{"name":"a","deep":{}7{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1));
        let call = V3 { body, ..call("CreateCluster", "POST", "/clusters") };
        exchange(mock.addr(), call.header("content-type", "application/json").bytes()).await
    };
    let answer = send(64).await;
    assert!(answer.status == 200 && answer.body.contains("[[[7]]]"), "{}", answer.body);
    for depth in [65, 127, 128] {
        let answer = send(depth).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "Invalidbody"), "{depth}");
        let hint = answer.header("x-mock-hint");
        assert_eq!(hint, Some("body is not JSON, or JSON that is nested deeper than 64"));
    }
}

#[tokio::test]
async fn a_variable_of_the_path_and_a_header_go_before_a_parameter_of_the_query_with_their_name() {
    let mock = start().await;
    let mut call = call("GetCluster", "GET", "/clusters/real").header("x-acs-lock", "7");
    call.query = vec![("ClusterId".to_owned(), "none".to_owned()), ("x-acs-lock".to_owned(), "no number".to_owned())];
    let answer = exchange(mock.addr(), call.bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(mock.calls()[0].parameters["ClusterId"], "real");
}
