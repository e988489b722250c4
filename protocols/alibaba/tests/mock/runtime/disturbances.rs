//! Answers that go wrong on the way, late, or only some of the time.

use std::time::{Duration, Instant};

use serde_json::json;
use twinspec_alibaba::mock::{Force, Mock};

use crate::common::http::plain;
use crate::common::parcels::SEND_PARCEL;
use crate::common::{Connection, Response, V3, exchange, start};

async fn call(mock: &Mock) -> Option<Response> {
    call_with(mock, &[]).await
}

/// The answer, if there is one.
async fn call_with(mock: &Mock, headers: &[(&str, &str)]) -> Option<Response> {
    let mut connection = Connection::open(mock.addr()).await;
    connection.write(V3::new("CountParcels", &[]).bytes_with(headers).as_bytes()).await;
    connection.receive().await
}

async fn status(mock: &Mock) -> u16 {
    call(mock).await.map_or(0, |answer| answer.status)
}

async fn order(mock: &Mock, body: serde_json::Value) -> Response {
    exchange(mock.addr(), plain("POST", "/_mock/force", &[], &body.to_string())).await
}

#[tokio::test]
async fn a_call_fails_twice_and_then_succeeds() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::error("ServiceUnavailable").times(2)).expect("a code of the gateway");
    assert_eq!([status(&mock).await, status(&mock).await, status(&mock).await], [503, 503, 200]);
}

#[tokio::test]
async fn the_third_call_fails_alone_and_every_call_until_a_reset() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::error("InternalError").after(2)).expect("a code of the gateway");
    mock.force_with("CountParcels", &Force::error("ServiceUnavailable").after(1).always()).expect("a code");
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(status(&mock).await);
    }
    assert_eq!(statuses, [200, 200, 500, 200, 503, 503]);
    mock.reset();
    assert_eq!(status(&mock).await, 200);
}

#[tokio::test]
async fn connections_are_closed_before_or_in_the_middle_of_an_answer() {
    let mock = start().await;
    for force in [Force::close_connection(), Force::truncate()] {
        mock.force_with("CountParcels", &force).expect("the operation is served");
        assert!(call(&mock).await.is_none(), "{force:?}");
        assert_eq!(status(&mock).await, 200, "{force:?}");
    }
    for fault in ["close", "truncate"] {
        assert!(call_with(&mock, &[("x-mock-fault", fault)]).await.is_none(), "{fault}");
    }
    let calls: Vec<_> = mock.calls().into_iter().map(|call| (call.status, call.fault)).collect();
    let faults = [Some("close"), None, Some("truncate"), None, Some("close"), Some("truncate")];
    assert_eq!(calls, faults.map(|fault| (200, fault.map(str::to_owned))));
}

#[tokio::test]
async fn the_first_half_of_an_answer_arrives_before_the_connection_ends() {
    let mock = start().await;
    let whole = call(&mock).await.expect("an answer").body;
    for (fault, expected) in [("close", None), ("truncate", Some(&whole[..whole.len() / 2]))] {
        let mut connection = Connection::open(mock.addr()).await;
        let request = V3::new("CountParcels", &[]).bytes_with(&[("x-mock-fault", fault)]);
        connection.write(request.as_bytes()).await;
        assert!(connection.receive().await.is_none(), "{fault}");
        let came = connection.incomplete();
        let body = came.split_once("\r\n\r\n").map(|(head, body)| {
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
            assert!(head.contains(&format!("content-length: {}\r\n", whole.len())), "{head}");
            body
        });
        // The request id is another one.
        assert_eq!(
            body.map(|body| (&body[..10], body.len())),
            expected.map(|half| (&half[..10], half.len())),
            "{came}"
        );
    }
}

#[tokio::test]
async fn a_body_can_be_no_document_or_missing() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::status(502)).expect("the operation is served");
    let answer = call(&mock).await.expect("an answer");
    assert_eq!((answer.status, answer.body.as_str(), answer.header("x-acs-request-id")), (502, "", None));
    assert_eq!(mock.calls()[0].fault.as_deref(), Some("502"));
    let answer = order(&mock, json!({ "operation": "CountParcels", "fault": "garbage" })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut connection = Connection::open(mock.addr()).await;
    connection.write(V3::new("CountParcels", &[]).bytes().as_bytes()).await;
    let bytes = connection.receive_bytes().await.expect("an answer");
    assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_err());
}

#[tokio::test]
async fn answers_are_kept_back_for_as_long_as_ordered() {
    let mock = start().await;
    let delay = Duration::from_millis(30);
    mock.force_with("CountParcels", &Force::success().delay(delay)).expect("the operation is served");
    let begin = Instant::now();
    assert_eq!(status(&mock).await, 200);
    assert!(begin.elapsed() >= delay);
    let between = json!({ "operation": "CountParcels", "delayMilliseconds": [20, 25] });
    assert_eq!(order(&mock, between).await.status, 200);
    let begin = Instant::now();
    assert_eq!(status(&mock).await, 200);
    assert!(begin.elapsed() >= Duration::from_millis(20));
    let begin = Instant::now();
    assert_eq!(call_with(&mock, &[("x-mock-delay", "20")]).await.map(|answer| answer.status), Some(200));
    assert!(begin.elapsed() >= Duration::from_millis(20));
}

#[tokio::test]
async fn a_request_that_asks_for_what_there_is_not_is_told_so() {
    let mock = start().await;
    for (header, value, hint) in [
        ("x-mock-fault", "explode", "close, truncate, garbage, or a status from 200 to 599"),
        ("x-mock-fault", "99", "close, truncate, garbage, or a status from 200 to 599"),
        ("x-mock-delay", "soon", "a number of milliseconds"),
    ] {
        let answer = call_with(&mock, &[(header, value)]).await.expect("an answer");
        assert_eq!((answer.status, answer.code().as_str()), (404, "Mock.NoSuchOutcome"), "{value}");
        assert_eq!(answer.message(), format!("The header {header} asks for something that does not exist."));
        assert_eq!(answer.header("x-mock-hint"), Some(hint));
    }
}

#[tokio::test]
async fn a_throttled_caller_is_told_when_to_come_again() {
    let mock = start().await;
    let force = Force::throttle(Some(Duration::from_millis(1_500)));
    mock.force_with("CountParcels", &force).expect("a code of the gateway");
    let answer = call(&mock).await.expect("an answer");
    assert_eq!((answer.code().as_str(), answer.header("x-acs-retry-after")), ("Throttling.User", Some("1500")));
}

#[tokio::test]
async fn what_the_calls_reached_is_told_as_a_table_and_as_json() {
    let mock = start().await;
    mock.force(&SEND_PARCEL, "ParcelLost").expect("a row of the table");
    for _ in 0..2 {
        exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    }
    exchange(mock.addr(), V3::new("SendParcel", &[]).bytes()).await;
    mock.reset();
    let coverage = mock.coverage();
    assert_eq!(coverage.reached(), (2, 7));
    let operation = &coverage.operations[0];
    assert_eq!((operation.successes, operation.errors["ParcelLost"], operation.errors["Uninsured"]), (1, 1, 0));
    assert_eq!(operation.other_errors["MissingAddress"], 1);
    let get = |query: &str| plain("GET", &format!("/_mock/coverage{query}"), &[], "");
    let answer = exchange(mock.addr(), get("")).await;
    assert_eq!(answer.json()["operations"][0]["errors"]["ParcelLost"], 1);
    let answer = exchange(mock.addr(), get("?format=table")).await;
    assert!(answer.body.starts_with("2 of 7 outcomes reached\n\nSendParcel\n        1  success\n"), "{}", answer.body);
    assert_eq!(exchange(mock.addr(), get("?format=x")).await.status, 400);
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let mock = start().await;
    for (body, reason) in [
        (json!({ "operation": "CountParcels", "fault": "fire" }), "none of close, truncate, garbage"),
        (json!({ "operation": "CountParcels" }), "missing field `code`"),
        (json!({ "operation": "CountParcels", "fault": "close", "often": true }), "unknown field `often`"),
    ] {
        let answer = order(&mock, body).await;
        assert_eq!(answer.status, 400);
        assert!(answer.text("error").contains(reason), "{}", answer.body);
    }
}
