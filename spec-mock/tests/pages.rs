//! A list of which nothing is remembered has one page, however the next one would be named.

mod common;

use std::path::Path;

use common::http::{Answer, call};
use serde_json::{Value, json};
use twinspec_http::mock::Mock;
use twinspec_spec_mock::{State, load_with};

fn get(mock: &Mock, target: &str) -> Answer {
    let answer = call(mock.addr(), &format!("GET {target}"), "", "");
    assert_eq!(answer.status, 200, "{target}: {}", answer.body);
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_which_nothing_is_remembered_has_one_page() {
    let document = Path::new("../generator/tests/generate/found-pagination");
    let service = load_with(document, State::AsDescribed).expect("it has no fault");
    let mock: Mock = Mock::builder(service).start().await.expect("it starts");

    let by_token = get(&mock, "/by-token").json();
    assert_eq!(by_token.get("next_page_token"), None, "{by_token}");
    assert_eq!(get(&mock, "/by-last").json()["has_more"], false);
    assert_eq!(get(&mock, "/by-link").header("link"), "");
    let by_number = get(&mock, "/pets").json();
    assert_eq!(by_number["total_count"], by_number["pets"].as_array().map_or(0, Vec::len), "{by_number}");
    assert_eq!(get(&mock, "/pets?page=2").json()["pets"], json!([]));
    assert!(get(&mock, "/by-offset").json().as_array().is_some_and(|items| !items.is_empty()));
    assert_eq!(get(&mock, "/by-offset?offset=1").json(), Value::Array(Vec::new()));
    // What is not followed is as the document says.
    assert!(get(&mock, "/switched-off?offset=1").json().as_array().is_some_and(|items| !items.is_empty()));
}
