//! What official clients of several vendors rely on.

mod common;

use common::http;
use twinspec_http::mock::Mock;
use twinspec_spec_mock::load;

/// The head and the body of an answer.
fn call(mock: &Mock, line: &str, headers: &str, body: &str) -> (String, String) {
    let answer = http::call(mock.addr(), line, &format!("content-type: application/json\r\n{headers}"), body);
    (answer.head, answer.body)
}

async fn start() -> Mock {
    let service = load("tests/specs/chats".as_ref()).expect("it has no fault");
    Mock::builder(service).start().await.expect("it starts")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_asks_for_a_stream_gets_one_whatever_the_client_accepts() {
    let mock = start().await;
    let (head, body) = call(&mock, "POST /chats", "accept: application/json\r\n", r#"{"stream": true}"#);
    assert!(head.contains("content-type: text/event-stream"), "{head}");
    assert!(body.contains("data: {\"delta\":\"Hi\""), "{body}");
    let (head, _) = call(&mock, "POST /chats", "", r#"{"stream": false}"#);
    assert!(head.contains("content-type: application/json"), "{head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_list_links_to_the_next_one_and_the_last_to_none() {
    let mock = start().await;
    for _ in 0..3 {
        call(&mock, "POST /chats", "", r#"{"topic": "a b"}"#);
    }
    let (head, _) = call(&mock, "GET /v1/chats?topic=a+b", "", "");
    assert!(head.contains("link: <http://h:1/v1/chats?topic=a+b&page=2>; rel=\"next\""), "{head}");
    let (head, body) = call(&mock, "GET /v1/chats?topic=a+b&page=2", "", "");
    assert!(!head.contains("link:") && body.contains("\"id\":3"), "{head} {body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_accepts_json_of_its_vendor_gets_plain_json() {
    let mock = start().await;
    let (head, _) = call(&mock, "GET /chats", "accept: application/vnd.chats.v3+json\r\n", "");
    assert!(head.starts_with("HTTP/1.1 200 ") && head.contains("content-type: application/json"), "{head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_that_is_put_in_is_what_the_document_says_that_it_is() {
    let mock = start().await;
    mock.put_resource("Chat", serde_json::json!({ "id": 7 })).expect("it fits, though it is not whole");
    let error = mock.put_resource("Chat", serde_json::json!({ "id": "seven" })).expect_err("an id is a number");
    assert!(error.to_string().contains("a `Chat` cannot have this: id: "), "{error}");
}
