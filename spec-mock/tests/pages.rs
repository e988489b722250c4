//! A list of which nothing is remembered has one page, however the next one would be named.

use std::path::Path;

use serde_json::{Value, json};
use twinspec_http::mock::Mock;
use twinspec_spec_mock::{State, load_with};

#[path = "../../runtime/mock/tests/common/http.rs"]
#[allow(dead_code)]
mod http;

use http::{Response, exchange, plain};

async fn get(mock: &Mock, target: &str) -> Response {
    let response = exchange(mock.addr(), plain("GET", target, &[], "")).await;
    assert_eq!(response.status, 200, "{target}: {}", response.body);
    response
}

#[tokio::test]
async fn a_list_of_which_nothing_is_remembered_has_one_page() {
    let document = Path::new("../generator/tests/generate/found-pagination");
    let service = load_with(document, State::AsDescribed).expect("it has no fault");
    let mock: Mock = Mock::builder(service).start().await.expect("it starts");

    let by_token = get(&mock, "/by-token").await.json();
    assert_eq!(by_token.get("next_page_token"), None, "{by_token}");
    assert_eq!(get(&mock, "/by-last").await.json()["has_more"], false);
    assert_eq!(get(&mock, "/by-link").await.header("link"), None);
    let by_number = get(&mock, "/pets").await.json();
    assert_eq!(by_number["total_count"], by_number["pets"].as_array().map_or(0, Vec::len), "{by_number}");
    assert_eq!(get(&mock, "/pets?page=2").await.json()["pets"], json!([]));
    assert!(get(&mock, "/by-offset").await.json().as_array().is_some_and(|items| !items.is_empty()));
    assert_eq!(get(&mock, "/by-offset?offset=1").await.json(), Value::Array(Vec::new()));
    // What is not followed is as the document says.
    assert!(get(&mock, "/switched-off?offset=1").await.json().as_array().is_some_and(|items| !items.is_empty()));
}
