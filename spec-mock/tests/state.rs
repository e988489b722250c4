//! What a mock remembers of a plain REST document: a folder below `tests/state` for each notion, with the document, the
//! calls with their answers, and what is explained.
//!
//! `UPDATE_EXPECTED=1` writes the answers and the explanations.

mod common;

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use common::http::call;
use serde_json::Value;
use twinspec_generator::generate::infer_state;
use twinspec_http::mock::Mock;
use twinspec_mock::Service;
use twinspec_spec_mock::{State, load, load_with};

fn notions() -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        std::fs::read_dir("tests/state").expect("the notions").map(|entry| entry.expect("a folder").path()).collect();
    folders.sort();
    assert!(folders.len() > 5, "{folders:?}");
    folders
}

/// Holds a text against a file, or writes it.
fn expect(file: &Path, text: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(file, text).expect("a file");
        return;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(text, expected, "{}", file.display());
}

/// The status and the body of an answer.
fn exchange(address: SocketAddr, request: &str, earlier: &[Value]) -> (u16, Value) {
    let (method, rest) = request.split_once(' ').expect("a method and a path");
    let (path, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (media_type, body) = match rest.split_once(' ') {
        Some((media_type, body)) if media_type.starts_with("application/") => (media_type, body),
        _ => ("application/json", rest),
    };
    // `$2.id` is the member of the second answer.
    let mut path = path.to_owned();
    for (index, answer) in earlier.iter().enumerate().rev() {
        if let Some(id) = answer.get("id") {
            path = path.replace(&format!("${}.id", index + 1), id.as_str().unwrap_or(&id.to_string()));
        }
    }
    let headers = match body.is_empty() {
        true => String::new(),
        false => format!("content-type: {media_type}\r\n"),
    };
    let answer = call(address, &format!("{method} {path}"), &headers, body);
    let mut body = match answer.body.as_str() {
        "" => Value::Null,
        body => serde_json::from_str(body).unwrap_or_else(|error| panic!("{request}: {error}: {body}")),
    };
    if let Value::Object(members) = &mut body {
        // The ids of requests are of no interest.
        members.remove("instance");
    }
    (answer.status, body)
}

/// The calls of a script with the answers of a mock.
async fn played(service: &'static Service, script: &str) -> String {
    let mock: Mock = Mock::builder(service)
        .virtual_time(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .start()
        .await
        .expect("it starts");
    let address = mock.addr();
    let (mut text, mut answers) = (String::new(), Vec::new());
    for line in script.lines().filter(|line| !line.starts_with('<')) {
        let _ = writeln!(text, "{line}");
        let Some(request) = line.strip_prefix("> ") else { continue };
        let (request, earlier) = (request.to_owned(), answers.clone());
        let answered = tokio::task::spawn_blocking(move || exchange(address, &request, &earlier));
        let (status, body) = answered.await.expect("an answer");
        let _ = match &body {
            Value::Null => writeln!(text, "< {status}"),
            body => writeln!(text, "< {status} {body}"),
        };
        answers.push(body);
    }
    text
}

#[tokio::test]
async fn what_is_written_is_found_as_the_calls_say() {
    for folder in notions() {
        let calls = folder.join("calls");
        let script = std::fs::read_to_string(&calls).expect("calls");
        let service = load(&folder).expect("it has no fault");
        expect(&calls, &played(service, &script).await);
    }
}

#[test]
fn what_was_inferred_is_explained() {
    for folder in notions() {
        let (_, inferred) = infer_state(&folder).expect("it has no fault");
        expect(&folder.join("explained"), &inferred.explanation());
    }
}

#[tokio::test]
async fn what_is_written_as_an_overlay_and_read_again_is_the_same() {
    for folder in notions() {
        let (title, inferred) = infer_state(&folder).expect("it has no fault");
        if inferred.is_empty() {
            continue;
        }
        let copy = tempfile::tempdir().expect("a folder");
        let copy = copy.path().join(folder.file_name().expect("a name"));
        std::fs::create_dir(&copy).expect("a folder");
        std::fs::copy(folder.join("openapi.yaml"), copy.join("openapi.yaml")).expect("a file");
        std::fs::write(copy.join("overlay.yaml"), inferred.overlay(&title).to_string()).expect("a file");
        let written =
            load_with(&copy, State::AsDescribed).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let inferred = load(&folder).expect("it has no fault");
        assert!(inferred.inferred_state && !written.inferred_state, "{}", folder.display());
        let inferred = format!("{inferred:#?}").replace("inferred_state: true", "inferred_state: false");
        assert_eq!(format!("{written:#?}"), inferred, "{}", folder.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stateless_mock_answers_what_the_document_says() {
    let service = load_with(Path::new("tests/state/petstore"), State::AsDescribed).expect("it has no fault");
    assert!(service.resources.is_empty());
    let as_described = played(service, "> GET /pets/7\n").await;
    assert!(as_described.contains("\n< 200 {"), "{as_described}");

    let service = load(Path::new("tests/state/petstore")).expect("it has no fault");
    let mock: Mock = Mock::builder(service).stateless().start().await.expect("it starts");
    let answer = call(mock.addr(), "GET /pets/7", "", "");
    assert_eq!(format!("> GET /pets/7\n< {} {}\n", answer.status, answer.json()), as_described);
}
