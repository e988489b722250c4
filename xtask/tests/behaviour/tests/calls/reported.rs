//! What other generators and mocks were reported for, done right. The documents are `tests/judges/documents`.

use std::io::{Read, Write};
use std::net::TcpStream;

use discriminator_two_enums_client::twinspec_core::from_json;
use discriminator_two_enums_client::types::{FieldType, Node, PictureType};
use enum_operators_client::compare::{Op, Unit};
use explode_all_client::find_items::{Filter, Flat};
use validation_answers_client::create_ticket::{Body, ErrorBody};
use validation_answers_mock::Mock;

#[tokio::test]
async fn a_list_in_every_style_is_sent_as_the_document_says() {
    let client = explode_all_client::Client::builder().build().expect("the client is built");
    let mut filter = Filter::default();
    filter.color = Some("red".to_owned());
    let mut flat = Flat::default();
    flat.shade = Some("dark".to_owned());
    let call = client.find_items([1, 2]).tags(["a", "b"]).joined(["a", "b"]).piped(["a", "b"]);
    let call = call.filter(filter).flat(flat).x_ids(["x", "y"]).session("s");
    let sent = client.dry_run(&call).await.expect("the request is made");
    let query = "tags=a&tags=b&joined=a,b&piped=a%7Cb&filter%5Bcolor%5D=red&shade=dark";
    assert_eq!(sent.url(), format!("https://api.example.com/v1/items/1,2?{query}"));
    assert_eq!(sent.headers().get("x-ids"), Some("x,y"));
    assert_eq!(sent.headers().get("cookie"), Some("session=s"));
}

#[test]
fn values_without_letters_have_names_that_say_what_they_are() {
    let operators = [
        (Op::Equal, "="),
        (Op::GreaterThan, ">"),
        (Op::LessThan, "<"),
        (Op::GreaterThanOrEqual, "≥"),
        (Op::GreaterThanEqual, ">="),
        (Op::LessThanOrEqual, "≤"),
        (Op::LessThanEqual, "<="),
        (Op::Unequal, "≠"),
        (Op::NotEqual, "!="),
    ];
    for (operator, wire) in operators {
        assert_eq!((operator.as_str(), Op::from(wire)), (wire, operator.clone()));
    }
    assert_eq!([Unit::Plus1, Unit::Minus1, Unit::Value1, Unit::Empty].map(|unit| unit.to_string()), ["+1", "-1", "1", ""]);
}

#[test]
fn a_discriminator_chooses_between_types_whose_enums_have_one_name() {
    let field = from_json(r#"{"node_type":"field","type":"true","autocomplete":"tel"}"#).expect("it is read");
    assert!(matches!(field, Node::Field(field) if field.type_ == FieldType::True));
    let picture = from_json(r#"{"node_type":"img","src":"a.png","type":"true"}"#).expect("it is read");
    assert!(matches!(picture, Node::Picture(picture) if picture.type_ == Some(PictureType::True)));
}

#[tokio::test]
async fn a_date_that_is_none_is_refused_in_the_shape_of_the_document() {
    let mock = Mock::start().await;
    let mut body = Body::default();
    body.date = "tomorrow".into();
    let error = mock.client().create_ticket(body).send().await.expect_err("it is not valid");
    assert_eq!(error.status(), Some(422));
    let Some(ErrorBody { title, .. }) = error.body() else { panic!("the body is not typed: {error}") };
    assert!(!title.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_its_date_is_refused_in_the_shape_of_the_document() {
    let mock = Mock::start().await;
    let address = mock.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut connection = TcpStream::connect(&address).expect("the mock listens");
    let head = "POST /tickets HTTP/1.1\r\nhost: mock\r\nconnection: close\r\ncontent-type: application/json";
    write!(connection, "{head}\r\ncontent-length: 2\r\n\r\n{{}}").expect("it is sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("it is answered");
    let answer = answer.to_ascii_lowercase();
    assert!(answer.starts_with("http/1.1 422 "), "{answer}");
    assert!(answer.contains("content-type: application/problem+json") && answer.contains("\"title\":"), "{answer}");
}
