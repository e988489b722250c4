//! XML bodies are read, checked and written by their names and attributes.

mod common;

use std::path::Path;

use common::http;
use twinspec_http::mock::Mock;
use twinspec_spec_mock::{State, load_with};

async fn mock(state: State) -> Mock {
    let service = load_with(Path::new("tests/specs/xml"), state).expect("it has no fault");
    Mock::builder(service).start().await.expect("it starts")
}

/// The status, and all of the answer.
fn call(mock: &Mock, line: &str, body: &str) -> (u16, String) {
    let answer = http::call(mock.addr(), line, "content-type: application/xml\r\n", body);
    (answer.status, answer.head + &answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_held_against_its_schema() {
    let mock = mock(State::AsDescribed).await;
    let fits = r#"<Book id="7"><b:name xmlns:b="urn:books">Emma</b:name><writer><name>Jane</name></writer><tags><tag>a</tag></tags></Book>"#;
    assert_eq!(call(&mock, "POST /books", fits).0, 201);
    for (body, hint) in [
        (r#"<Book><name>Emma</name></Book>"#, "id"),
        (r#"<Book id="seven"><name>Emma</name></Book>"#, "body /id: "),
        (r#"<Book id="7"><title>Emma</title>"#, "is not XML"),
        (r#"<Book id="7"/>"#, "title"),
        (r#"{"id":7,"title":"Emma"}"#, "is not XML"),
    ] {
        let (status, answer) = call(&mock, "POST /books", body);
        assert_eq!(status, 400, "{body}: {answer}");
        assert!(answer.contains(hint), "{body}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_written_by_its_names() {
    let mock = mock(State::AsDescribed).await;
    let (status, answer) = call(&mock, "GET /books", "");
    assert_eq!(status, 200);
    assert!(answer.contains("<listBooks>") && answer.contains("<Book id=\""), "{answer}");
    assert!(answer.contains("<b:name xmlns:b=\"urn:books\">"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_xml_is_remembered() {
    let mock = mock(State::Inferred).await;
    assert_eq!(call(&mock, "POST /books", r#"<Book id="7"><name>Emma</name></Book>"#).0, 201);
    for path in ["/books", "/books/7"] {
        let (_, answer) = call(&mock, &format!("GET {path}"), "");
        assert!(answer.contains(">Emma</b:name>"), "{answer}");
    }
}
