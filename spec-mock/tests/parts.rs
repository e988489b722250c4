//! Bodies of parts without names, of a range of media types, and in chunks.

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use common::http;
use twinspec_http::mock::Mock;
use twinspec_spec_mock::{State, load_with};

async fn mock() -> Mock {
    let service = load_with(Path::new("tests/specs/parts"), State::AsDescribed).expect("it has no fault");
    Mock::builder(service).start().await.expect("it starts")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_part_without_a_name_is_an_item() {
    let mock = mock().await;
    let mixed = "content-type: multipart/mixed; boundary=b\r\n";
    let part = |text: &str| format!("--b\r\ncontent-type: application/json\r\n\r\n{text}\r\n");
    for (parts, status) in [
        (part(r#"{"name":"one"}"#) + &part(r#"{"name":"two"}"#), 204),
        (String::new(), 204),
        (part(r#"{"name":"one"}"#) + &part(r#"{"size":2}"#), 400),
    ] {
        let answer = http::call(mock.addr(), "POST /v1/batches", mixed, &(parts.clone() + "--b--\r\n"));
        assert_eq!(answer.status, status, "{parts}: {} {}", answer.head, answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_a_range_has_any_media_type_of_it() {
    let mock = mock().await;
    for (media_type, status) in [("image/png", 204), ("image/x-own", 204), ("application/octet-stream", 415)] {
        let headers = format!("content-type: {media_type}\r\n");
        assert_eq!(http::call(mock.addr(), "PUT /v1/pictures", &headers, "x").status, status, "{media_type}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_can_come_in_chunks() {
    let mock = mock().await;
    let mut stream = TcpStream::connect(mock.addr()).expect("it listens");
    let head = "PUT /v1/pictures HTTP/1.1\r\nhost: h\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
    stream.write_all(format!("{head}3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n").as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
}
