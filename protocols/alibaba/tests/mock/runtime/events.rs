//! Operations that answer with server-sent events.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use twinspec_alibaba::mock::{Force, Mock, Operation, Service, Site};
use twinspec_core::{Api, Method, ResponseFormat};

static API: Api = Api::new("Chats", "2030-01-01", &twinspec_alibaba::Alibaba::RPC);

static SERVICE: Service = Service::new(&API, &[&CHAT, &TAIL]).sites(&[Site::new("intl", "International site")]);

const fn described(action: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, action, &[Method::Get], "/").read_only().response(ResponseFormat::Events)
}

const fn served(operation: &'static twinspec_core::Operation, response: &'static str) -> Operation {
    Operation::new(operation).anonymous().response(response)
}

static DESCRIBED_CHAT: twinspec_core::Operation = described("Chat");
static DESCRIBED_TAIL: twinspec_core::Operation = described("Tail");
static CHAT: Operation = served(&DESCRIBED_CHAT, r#"[{"Text":"Be","RequestId":""},{"Text":"cause"},7]"#);
static TAIL: Operation = served(&DESCRIBED_TAIL, r#"["one\ntwo\r\nthree", "four"]"#);

/// All that comes for a request, until the connection is closed.
async fn got(mock: &Mock, target: &str) -> String {
    got_by("1.1", "close", mock, target).await
}

async fn got_by(version: &str, connection: &str, mock: &Mock, target: &str) -> String {
    let mut stream = TcpStream::connect(mock.addr()).await.expect("a server listens");
    let request =
        format!("GET {target} HTTP/{version}\r\nhost: h\r\nconnection: {connection}\r\naccept: text/xml\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("the server reads");
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("the server answers");
    text
}

async fn start() -> Mock {
    Mock::builder(&SERVICE).start().await.expect("the mock starts")
}

#[tokio::test]
async fn each_item_of_the_example_is_an_event_in_a_chunk_of_its_own() {
    let text = got(&start().await, "/Chat?Version=2030-01-01").await;
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: text/event-stream;charset=utf-8\r\n"), "{head}");
    assert!(!head.contains("content-length"), "{head}");
    let id = head.split("x-acs-request-id: ").nth(1).and_then(|rest| rest.lines().next()).expect("an id");
    let events = [format!(r#"{{"Text":"Be","RequestId":"{id}"}}"#), r#"{"Text":"cause"}"#.to_owned(), "7".to_owned()];
    let chunk = |data: &String| {
        let event = format!("data: {data}\n\n");
        format!("{:X}\r\n{event}\r\n", event.len())
    };
    let chunks: String = events.iter().map(chunk).collect();
    assert_eq!(body, format!("{chunks}0\r\n\r\n"));
}

#[tokio::test]
async fn the_data_of_a_text_stands_in_lines() {
    let text = got(&start().await, "/Tail?Version=2030-01-01").await;
    assert!(text.contains("data: one\ndata: two\ndata: three\n\n"), "{text}");
    assert!(text.contains("data: four\n\n"), "{text}");
}

#[tokio::test]
async fn a_stream_can_be_cut_off() {
    let mock = start().await;
    mock.force_with(&DESCRIBED_TAIL, &Force::truncate()).expect("it is served");
    let text = got(&mock, "/Tail?Version=2030-01-01").await;
    assert!(text.contains("data: one\n") && !text.contains("four") && !text.ends_with("0\r\n\r\n"), "{text}");
}

#[tokio::test]
async fn to_a_client_of_http_1_0_a_stream_ends_with_the_connection() {
    let text = got_by("1.0", "keep-alive", &start().await, "/Tail?Version=2030-01-01").await;
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    assert!(!head.contains("transfer-encoding") && head.contains("\r\nconnection: close\r\n"), "{head}");
    assert_eq!(body, "data: one\ndata: two\ndata: three\n\ndata: four\n\n");
}
