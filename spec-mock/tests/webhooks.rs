//! Webhooks and callbacks are sent when the mock is told to.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use common::http::{self, Answer};
use serde_json::{Value, json};
use twinspec_http::mock::Mock;
use twinspec_mock::{Notify, NotifyError};
use twinspec_spec_mock::{State, load_with};

/// Answers every request in the same way, and shows what it was sent.
struct Hook {
    address: SocketAddr,
    received: Receiver<(String, Value)>,
}

impl Hook {
    fn start(status: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, received) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(&stream);
                let (mut head, mut length) = (String::new(), 0);
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                        break;
                    }
                    if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().expect("a length");
                    }
                    head.push_str(&line);
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).expect("the body");
                let answer = "x-seen: yes\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";
                write!(&stream, "HTTP/1.1 {status}\r\n{answer}").expect("it is answered");
                if sender.send((head, serde_json::from_slice(&body).expect("JSON"))).is_err() {
                    return;
                }
            }
        });
        Hook { address, received }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn received(&self) -> (String, Value) {
        self.received.recv().expect("something was sent")
    }
}

async fn streams() -> Mock {
    let service = load_with(Path::new("tests/specs/hooks"), State::AsDescribed).expect("it has no fault");
    Mock::builder(service).start().await.expect("it starts")
}

fn open(mock: &Mock, path: &str, to: &str) -> Answer {
    http::call(
        mock.addr(),
        &format!("POST {path}"),
        "content-type: application/json\r\n",
        &json!({ "to": to }).to_string(),
    )
}

fn control(mock: &Mock, line: &str, body: &str) -> (u16, Value) {
    let answer = http::call(mock.addr(), line, "", body);
    (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_has_the_payload_of_the_document_and_what_was_answered_is_told() {
    let (mock, hook) = (streams().await, Hook::start("204 No Content"));
    let opened = || Notify::webhook("opened").to(format!("{}/hooks", hook.url()));
    let sent = mock.notify(&opened()).await.expect("it is sent");
    let (head, payload) = hook.received();
    assert!(head.starts_with("POST /hooks HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/json\r\n") && head.contains("x-signature: signed\r\n"), "{head}");
    assert_eq!(payload, json!({ "id": 7, "name": "a long one" }));
    assert_eq!((sent.response.status, sent.payload, sent.differences), (204, payload, Vec::<String>::new()));
    assert!(sent.response.headers.contains(&("x-seen".to_owned(), "yes".to_owned())), "{:?}", sent.response);

    for (notify, expected) in [
        (opened().example("short"), json!({ "id": 8, "name": "a" })),
        (opened().payload(json!({ "id": 1, "name": "b" })), json!({ "id": 1, "name": "b" })),
        (opened().payload(json!("unfit")).unchecked(), json!("unfit")),
    ] {
        mock.notify(&notify.header("X-Signature", "other")).await.expect("it is sent");
        let (head, payload) = hook.received();
        assert!(head.contains("x-signature: other\r\n") && !head.contains("signed"), "{head}");
        assert_eq!(payload, expected);
    }
    let mut seeded = Vec::new();
    for seed in [1, 2, 1] {
        mock.notify(&Notify::webhook("closed").to(hook.url()).seed(seed)).await.expect("it is sent");
        let (head, payload) = hook.received();
        assert!(head.contains("content-type: application/vnd.streams+json\r\n"), "{head}");
        seeded.push(payload);
    }
    assert!(seeded[0] == seeded[2] && seeded[0] != seeded[1], "{seeded:?}");
    assert!(seeded.iter().all(|payload| payload["id"].is_i64() && payload["name"].is_string()), "{seeded:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_sent_says_why() {
    let (mock, hook) = (streams().await, Hook::start("418 I'm a teapot"));
    let opened = || Notify::webhook("opened").to(hook.url());
    for (notify, expected) in [
        (
            Notify::webhook("lost"),
            "there is no `lost` to send; there is `closed`, `opened`, the callback `onData` of other",
        ),
        (
            Notify::webhook("opened"),
            "where is `opened` sent to? a webhook is sent to a URL that is given; give a `url`",
        ),
        (
            opened().payload(json!({ "id": "1" })),
            "the payload is not that of `opened`: /name: is required; /id: is not of type \"integer\"",
        ),
        (opened().example("huge"), "there is no example `huge`; there is long, short"),
        (Notify::callback("openStream", "onData"), "no call of openStream asked for it; call it first"),
        (Notify::webhook("opened").to("no url"), "it was not delivered to no url: `no url` is not a URL"),
    ] {
        let error = mock.notify(&notify).await.expect_err("it cannot be sent").to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let several: Notify = serde_json::from_value(json!({ "callback": "onData" })).expect("an order");
    let error = mock.notify(&several).await.expect_err("there are two");
    assert!(matches!(&error, NotifyError::Ambiguous { known, .. } if known.len() == 2), "{error}");

    let sent = mock.notify(&opened()).await.expect("it is sent, whatever is answered");
    assert_eq!((sent.response.status, sent.response.body.as_str()), (418, "ok"));
    assert_eq!(sent.differences, ["the status 418 is not described"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_goes_to_the_url_that_was_asked_for() {
    let (mock, hook) = (streams().await, Hook::start("202 Accepted"));
    let first = open(&mock, "/v1/streams/a%20b", &hook.url());
    assert_eq!(first.status, 201, "{}", first.body);
    let id = mock.calls().pop().expect("the call").request_id;
    open(&mock, "/v1/streams/c", &format!("{}/later", hook.url()));

    let data = || Notify::callback("openStream", "onData");
    mock.notify(&data()).await.expect("it is sent");
    assert!(hook.received().0.starts_with("POST /later/data?kind=c HTTP/1.1\r\n"));
    mock.notify(&data().call(&id)).await.expect("it is sent");
    assert!(hook.received().0.starts_with("POST /data?kind=a%20b HTTP/1.1\r\n"));
    mock.notify(&data().to(format!("{}/elsewhere", hook.url()))).await.expect("it is sent");
    assert!(hook.received().0.starts_with("POST /elsewhere HTTP/1.1\r\n"));

    let error = mock.notify(&Notify::callback("openStream", "onEnd")).await.expect_err("nobody knows the id");
    assert!(error.to_string().contains("the journal does not keep"), "{error}");
    let order = json!({
        "callback": "onEnd",
        "request": { "body": { "to": hook.url() } },
        "response": { "body": { "id": 5 } },
    });
    let (status, sent) = control(&mock, "POST /_mock/webhooks", &order.to_string());
    assert_eq!(status, 200, "{sent}");
    assert!(hook.received().0.starts_with("PUT /5 HTTP/1.1\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_control_lists_and_sends_them_and_the_journal_has_them() {
    let (mock, hook) = (streams().await, Hook::start("204 No Content"));
    let (_, listed) = control(&mock, "GET /_mock/webhooks", "");
    let names: Vec<_> = listed["webhooks"].as_array().expect("a list").iter().map(|listed| &listed["name"]).collect();
    assert_eq!(names, ["closed", "opened", "onData", "onData", "onEnd"]);
    assert_eq!(listed["webhooks"][1]["payload"], json!({ "id": 7, "name": "a long one" }));
    assert_eq!(listed["webhooks"][4]["callback"]["expression"], "{$request.body#/to}/{$response.body#/id}");

    let order = json!({ "webhook": "Streams::opened", "url": hook.url(), "headers": { "authorization": "secret" } });
    let (status, sent) = control(&mock, "POST /_mock/webhooks", &order.to_string());
    assert_eq!((status, &sent["response"]["status"]), (200, &json!(204)), "{sent}");
    assert!(hook.received().0.contains("authorization: secret\r\n"));
    let (status, refused) = control(&mock, "POST /_mock/webhooks", r#"{"webhook": "opened"}"#);
    assert_eq!(status, 400, "{refused}");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let nowhere = json!({ "webhook": "opened", "url": format!("http://{closed}") });
    let (status, failed) = control(&mock, "POST /_mock/webhooks", &nowhere.to_string());
    assert_eq!(status, 502, "{failed}");

    let calls = mock.calls();
    let noted: Vec<_> = calls.iter().map(|call| (call.webhook.as_deref(), call.status, call.path.as_str())).collect();
    let (answered, unanswered) = (hook.url(), format!("http://{closed}"));
    assert_eq!(noted, [(Some("opened"), 204, answered.as_str()), (Some("opened"), 0, unanswered.as_str())]);
    assert_eq!(calls[0].body.as_deref(), Some(r#"{"id":7,"name":"a long one"}"#));
    let shown = |name: &str| calls[0].headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    assert_eq!(shown("authorization"), Some("***"));
    assert!(calls[1].hint.as_deref().is_some_and(|hint| hint.contains("refused")), "{:?}", calls[1].hint);
}
