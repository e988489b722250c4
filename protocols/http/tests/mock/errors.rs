use std::time::Duration;

use serde_json::json;
use twinspec_http::mock::Force;

use crate::http::{exchange, plain};
use crate::petstore::start;

#[tokio::test]
async fn an_error_is_a_problem_detail_with_status_code_and_message_of_its_row() {
    let mock = start().await;
    let refused = exchange(mock.addr(), plain("GET", "/v1/pets/Tom", &[], "")).await;
    assert_eq!((refused.status, refused.header("content-type")), (404, Some("application/problem+json")));
    let id = refused.header("x-request-id").expect("an id").to_owned();
    let expected = json!({
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "code": "no-such-pet",
        "detail": "There is no such pet.",
        "instance": format!("urn:uuid:{id}"),
    });
    assert_eq!(refused.json(), expected);
    assert!(id.len() == 36 && id.to_ascii_lowercase() == id, "{id}");
}

#[tokio::test]
async fn what_the_description_does_not_allow_is_a_bad_request() {
    let mock = start().await;
    let missing = exchange(mock.addr(), plain("PUT", "/v1/pets/Tom", &[], "")).await;
    assert_eq!((missing.status, missing.text("code")), (400, "MissingParameter".to_owned()));
    assert_eq!(missing.text("detail"), "The parameter `owner` is required.");
    let invalid = exchange(mock.addr(), plain("GET", "/v1/pets/Tom?limit=0", &[], "")).await;
    assert_eq!((invalid.status, invalid.text("code")), (400, "InvalidParameter".to_owned()));
    assert_eq!(invalid.header("x-mock-hint"), Some("limit is less than 1"));
}

#[tokio::test]
async fn a_throttled_caller_is_told_when_to_come_again_in_whole_seconds() {
    let mock = start().await;
    let throttle = Force::throttle(Some(Duration::from_millis(1_500)));
    mock.force_with("myPets", &throttle).expect("the operation is served");
    let refused = exchange(mock.addr(), plain("GET", "/v1/pets/mine", &[], "")).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("2")));
}

#[tokio::test]
async fn any_row_and_any_error_of_http_can_be_asked_for() {
    let mock = start().await;
    for (example, status) in [("no-such-pet", 404), ("ServiceUnavailable", 503), ("Forbidden", 403)] {
        let prefer = format!("example={example}");
        let refused = exchange(mock.addr(), plain("GET", "/v1/pets/Tom", &[("prefer", &prefer)], "")).await;
        assert_eq!((refused.status, refused.text("code")), (status, example.to_owned()));
    }
}

#[tokio::test]
async fn the_mock_says_what_it_serves_and_for_whom() {
    let mock = start().await;
    let described = exchange(mock.addr(), plain("GET", "/_mock", &[], "")).await.json();
    assert_eq!(described["accounts"], json!(["default"]));
    assert_eq!(described["product"], "Petstore");
}
