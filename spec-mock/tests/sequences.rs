//! What OpenAPI 3.2 adds on the wire: sequences of JSON, other methods, the whole query; and several variables in a segment.

mod common;

use std::path::Path;

use common::http;
use twinspec_http::mock::Mock;
use twinspec_spec_mock::{State, load_with};

async fn mock() -> Mock {
    let service = load_with(Path::new("tests/specs/sequences"), State::AsDescribed).expect("it has no fault");
    Mock::builder(service).start().await.expect("it starts")
}

/// The status, and all of the answer.
fn call(mock: &Mock, line: &str, headers: &str, body: &str) -> (u16, String) {
    let answer = http::call(mock.addr(), line, headers, body);
    (answer.status, answer.head + &answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_items_of_a_sequence_are_lines() {
    let mock = mock().await;
    let (status, answer) = call(&mock, "GET /things/all.json?text=a&tags=b", "", "");
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("content-type: application/jsonl"), "{answer}");
    assert!(answer.contains("{\"name\":") && !answer.contains("data: "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_of_a_body_is_held_against_the_schema() {
    let mock = mock().await;
    let lines = "content-type: application/x-ndjson\r\n";
    assert_eq!(call(&mock, "POST /import", lines, "{\"name\":\"a\"}\n{\"name\":\"b\",\"size\":1}\n").0, 204);
    let (status, answer) = call(&mock, "POST /import", lines, "{\"name\":\"a\"}\n{\"size\":1}\n");
    assert_eq!(status, 400, "{answer}");
    assert!(answer.contains("body /1"), "{answer}");
    let (_, answer) = call(&mock, "POST /import", lines, "{\"name\":");
    assert!(answer.contains("is not JSON in each line"), "{answer}");

    let records = "content-type: application/json-seq\r\n";
    let two = "\u{1e}{\n\"name\":\n\"a\"}\n\u{1e}{\"name\":\"b\"}\n";
    assert_eq!(call(&mock, "POST /import", records, two).0, 204);
    let (_, answer) = call(&mock, "POST /import", records, "\u{1e}{\n\"name\":\n\u{1e}{\"name\":\"b\"}\n");
    assert!(answer.contains("is not JSON in each record"), "{answer}");
    // Lines end where they end.
    let (_, answer) = call(&mock, "POST /import", lines, "{\n\"name\":\"a\"}\n");
    assert!(answer.contains("is not JSON in each line"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_segment_has_several_variables_and_a_path_other_methods() {
    let mock = mock().await;
    assert_eq!(call(&mock, "COPY /things/a.b.csv", "destination: /c\r\n", "").0, 204);
    let (status, answer) = call(&mock, "COPY /things/a.b.txt", "destination: /c\r\n", "");
    assert_eq!(status, 400, "{answer}");
    assert!(answer.contains("path format"), "{answer}");
    let (status, answer) = call(&mock, "POST /things/a.csv", "", "");
    assert_eq!(status, 405);
    assert!(answer.contains("allow: COPY, GET"), "{answer}");
}
