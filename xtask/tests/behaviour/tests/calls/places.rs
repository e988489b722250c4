//! Where parameters travel, and what comes back.

use acs_paths::twinspec_core::Method;
use acs_paths::types::Part;

use crate::script::Script;

fn part(name: &str) -> Part {
    let mut part = Part::default();
    part.name = name.to_owned();
    part
}

#[tokio::test]
async fn path_query_header_and_json_body() {
    let script = Script::of(&[r#"{"name":"n","children":[{"name":"m"}]}"#]);
    let client = script.paths();
    let response = client.put_part("a/b c", 7, part("n")).x_request_origin("here").dry_run(true).send().await;
    let response = response.expect("the call succeeds");
    assert_eq!(response.children.as_ref().map(Vec::len), Some(1));
    let sent = &script.sent()[0];
    assert_eq!(sent.method(), Method::Put);
    assert_eq!(sent.url(), "https://paths.example.com/things/a%2Fb%20c/parts/7?dryRun=true");
    assert_eq!(sent.headers().get("x-request-origin"), Some("here"));
    assert_eq!(sent.body(), br#"{"name":"n"}"#);
}

#[tokio::test]
async fn a_list_as_body_and_a_number_as_answer() {
    let script = Script::of(&["2"]);
    let response = script.paths().put_lines([part("a"), part("b")]).send().await.expect("the call succeeds");
    assert_eq!(response.into_body(), 2);
    assert_eq!(script.sent()[0].body(), br#"[{"name":"a"},{"name":"b"}]"#);
}

#[tokio::test]
async fn a_form_beside_query_and_headers() {
    let script = Script::answering([(201, br#"{"requestId":"r-1"}"#.as_slice())]);
    let client = script.paths();
    let call = client.put_things("a b").client_token("c");
    let call = call.x_tags(["x", "y"]).labels([("one".to_owned(), 1)].into()).part(part("p")).sizes([3, 4]);
    let response = call.send().await.expect("the call succeeds");
    assert_eq!((response.status(), response.request_id()), (201, "r-1"));
    let sent = &script.sent()[0];
    assert_eq!(sent.url(), "https://paths.example.com/things?labels.one=1");
    assert_eq!(sent.headers().get("x-tags"), Some("x,y"));
    assert_eq!(sent.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
    let body = "clientToken=c&name=a%20b&part=%7B%22name%22%3A%22p%22%7D&sizes.1=3&sizes.2=4";
    assert_eq!(sent.body(), body.as_bytes());
}

#[test]
fn an_operation_names_its_idempotency_token_and_an_endpoint_its_host_in_the_network() {
    assert_eq!(acs_paths::put_things::OPERATION.idempotency_token, Some("clientToken"));
    assert_eq!(acs_wide::create_thing::OPERATION.idempotency_token, Some("ClientToken"));
    let endpoint = acs_wide::PROTOCOL.region("cn-hangzhou").expect("the region");
    assert_eq!((endpoint.vpc, endpoint.site), (Some("wide-vpc.example.com"), Some("cn")));
}

#[tokio::test]
async fn a_dry_run_signs_and_sends_nothing() {
    let script = Script::of(&[]);
    let client = script.paths();
    let request = client.delete_part("a", 7);
    let signed = client.dry_run(&request).await.expect("it can be signed");
    assert_eq!((signed.method(), signed.path()), (Method::Delete, "/things/a/parts/7"));
    assert!(signed.headers().get("authorization").is_some());
    assert!(script.sent().is_empty());
}
