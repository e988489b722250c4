//! Calls that are passed on to a service which is not quite what its document says, and what was recorded of them.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};

use common::http;
use common::program::{self, Running};

/// A service that answers each path in one way, and notes what it was asked.
struct Service {
    address: SocketAddr,
    asked: std::sync::mpsc::Receiver<String>,
}

const CHAT: &str = r#"{"id": 71, "topic": "a"}"#;

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, asked) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let request = head(&stream);
                let first = request.lines().next().unwrap_or_default().to_owned();
                let (status, headers, body) = match first.trim_end_matches(" HTTP/1.1") {
                    "POST /v1/chats" => {
                        ("200 OK", "content-type: application/json\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n", CHAT)
                    }
                    "GET /v1/chats/71" => {
                        ("200 OK", "content-type: application/json\r\n", r#"{"id": "71", "topic": "a"}"#)
                    }
                    "GET /v1/chats/72" => ("418 I'm a teapot", "content-type: application/json\r\n", "{}"),
                    "GET /v1/chats?page=1" => ("200 OK", "content-type: text/html\r\n", "<p>"),
                    _ => ("200 OK", "content-type: application/json\r\n", "[]"),
                };
                let length = body.len();
                let _ = write!(
                    &stream,
                    "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
                if sender.send(request).is_err() {
                    return;
                }
            }
        });
        Service { address, asked }
    }
}

/// The head of a request, and the body that it announces.
fn head(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut text, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        text.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    text + &String::from_utf8_lossy(&body)
}

fn program(arguments: &[&str]) -> Command {
    let mut command = program::program(&[&["tests/specs/chats"], arguments].concat());
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command
}

fn start(arguments: &[&str]) -> (Running, String) {
    program::start(program(arguments))
}

/// The head and the body of an answer.
fn call(address: &str, line: &str, body: &str) -> (String, String) {
    let headers = "authorization: Bearer s3cret\r\ncontent-type: application/json\r\n";
    let answer = http::call(address, line, headers, body);
    (answer.head, answer.body)
}

fn differences(head: &str) -> Vec<&str> {
    head.lines().filter_map(|line| line.strip_prefix("x-mock-difference: ")).collect()
}

#[test]
fn a_call_is_passed_on_and_what_differs_from_the_document_is_told() {
    let service = Service::start();
    let (_running, address) = start(&["--proxy", &format!("http://{}", service.address)]);
    let (head, body) = call(&address, "POST /v1/chats", r#"{"topic": "a"}"#);
    assert_eq!((body.as_str(), differences(&head).len()), (CHAT, 0), "{head}");
    assert!(head.contains("set-cookie: a=1\r\nset-cookie: b=2"), "{head}");
    let asked = service.asked.recv().expect("it was asked");
    assert!(asked.contains("Bearer s3cret") && asked.ends_with(r#"{"topic": "a"}"#), "{asked}");

    let (head, _) = call(&address, "GET /v1/chats/71", "");
    assert_eq!(differences(&head), ["the response body /id: is not of type \"integer\""]);
    let (head, body) = call(&address, "GET /v1/chats/72", "");
    assert!(head.starts_with("HTTP/1.1 418 ") && body == "{}", "{head}");
    assert_eq!(differences(&head), ["the status 418 is not described"]);
    let (head, _) = call(&address, "GET /v1/chats?page=1", "");
    assert_eq!(differences(&head), ["the media type `text/html` is not described for the status 200"]);
    let (head, _) = call(&address, "GET /v1/chats?page=no&more=1", "");
    let [differs] = differences(&head)[..] else { panic!("{head}") };
    assert!(differs.contains("the request: query page: ") && differs.contains("more"), "{differs}");

    let (_, calls) = call(&address, "GET /_mock/calls", "");
    assert!(calls.contains("the status 418 is not described") && !calls.contains("s3cret"), "{calls}");
}

#[test]
fn only_the_calls_of_some_operations_are_passed_on_and_a_service_that_is_gone_is_told() {
    let service = Service::start();
    let url = format!("http://{}/v1", service.address);
    let (_running, address) = start(&["--proxy", &url, "--only", "post_chats"]);
    let (_, body) = call(&address, "POST /v1/chats", "{}");
    assert_eq!(body, CHAT);
    let (head, _) = call(&address, "GET /v1/chats/71", "");
    assert!(head.starts_with("HTTP/1.1 404 "), "the mock itself answers: {head}");

    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let (_running, address) = start(&["--proxy", &format!("http://{nobody}")]);
    let (head, _) = call(&address, "POST /chats", "{}");
    assert!(head.starts_with("HTTP/1.1 502 ") && head.contains("x-mock-hint: "), "{head}");

    let failed = program(&["--proxy", &url, "--only", "post_chat"]).output().expect("it runs");
    let error = String::from_utf8(failed.stderr).expect("text");
    assert!(error.contains("`post_chat`, did you mean `post_chats`?"), "{error}");
}

fn replay(file: &Path) -> (Option<i32>, String) {
    let Output { status, stdout, .. } = program(&["--replay", &file.display().to_string()]).output().expect("it runs");
    (status.code(), String::from_utf8(stdout).expect("text"))
}

#[test]
fn what_is_recorded_can_be_replayed_and_each_difference_has_a_kind() {
    let service = Service::start();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("calls.har");
    let recording = file.display().to_string();
    {
        let (_running, address) = start(&["--proxy", &format!("http://{}", service.address), "--record", &recording]);
        call(&address, "POST /v1/chats", r#"{"topic": "a"}"#);
        call(&address, "GET /v1/chats/71", "");
        call(&address, "GET /v1/chats/72", "");
    }
    let har = std::fs::read_to_string(&file).expect("it is there");
    let read: serde_json::Value = serde_json::from_str(&har).expect("it is whole");
    assert_eq!(read["log"]["entries"].as_array().map(Vec::len), Some(3));
    assert!(!har.contains("s3cret") && har.contains("Bearer ***"), "{har}");

    let (code, said) = replay(&file);
    // The chat that the service calls 71 is 1 in the mock; that is another value, and no reason to fail.
    assert!(said.contains("POST /v1/chats (post_chats)\n  value   /id is another value (the mock's)"), "{said}");
    assert!(
        said.contains(
            "GET /v1/chats/71 (get_chats_chat_id)\n  shape   /id is number, recorded string (the document's)"
        ),
        "{said}"
    );
    assert!(
        said.contains("status  is 404, recorded 418 (the document's)\n  document: the status 418 is not described"),
        "{said}"
    );
    assert!(said.ends_with("3 calls, 0 answered as recorded; others differ in status 1, shape 1, headers 0, values 1; 2 are not what the document says\n"), "{said}");
    assert_eq!(code, Some(1));

    // What the mock itself has answered it answers again.
    let own = folder.path().join("own.har");
    {
        let (_running, address) = start(&["--record", &own.display().to_string()]);
        call(&address, "POST /v1/chats", r#"{"topic": "a"}"#);
        call(&address, "GET /v1/chats/1", "");
    }
    let (code, said) = replay(&own);
    assert_eq!(
        (code, said.as_str()),
        (
            Some(0),
            "2 calls, 2 answered as recorded; others differ in status 0, shape 0, headers 0, values 0; 0 are not what the document says\n"
        )
    );
}
