//! Calls whose body is a stream: when they are repeated, and what sends them.

#[macro_use]
mod common;

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use twinspec_client::{Client, RetryPolicy, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{
    Api, Headers, HttpRequest, HttpResponse, LocalError, LocalErrorKind, Location, Method, Operation, Parameter, Style,
    Upload, Value,
};
use twinspec_http::{Builder, Http, Server};

static PROTOCOL: Http = Http::new(&[Server::new("https://files.example")]);
static API: Api = Api::new("files", "1.0.0", &PROTOCOL);
static PUT: Operation = Operation::new(&API, "putFile", &[Method::Put], "/file")
    .idempotent()
    .parameters(&[Parameter::new("body", Location::Body, Style::Binary).required()]);

input!(PutFile("body"), PUT, Option<Value>);

/// Answers one attempt after the other, and keeps what was sent.
#[derive(Clone, Default)]
struct Script {
    /// A status, or no connection at all.
    answers: Arc<Mutex<Vec<Option<u16>>>>,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async {
            let Some(status) = self.answers.lock().unwrap().pop().expect("no more attempts") else {
                return Err(LocalError::new(LocalErrorKind::Connect, "nobody is there"));
            };
            let mut body = request.body().to_vec();
            if let Some(streamed) = request.streamed_body() {
                let mut pieces = streamed.pieces();
                while let Some(piece) = pieces.next().await {
                    body.extend(piece?);
                }
            }
            self.sent.lock().unwrap().push(String::from_utf8(body).unwrap());
            Ok(HttpResponse::new(status, Headers::default(), Vec::new()))
        })
    }

    fn sends_streams(&self) -> bool {
        true
    }
}

struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: std::time::Duration) -> Sleep {
        Box::pin(async {})
    }
}

fn client(transport: impl Transport) -> Client {
    let policy = RetryPolicy::new();
    Builder::new(&API).transport(transport).timer(AtOnce).retry(policy).build().expect("a client")
}

fn pieces() -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter(["one ", "two"].map(|piece| Ok(Bytes::from_static(piece.as_bytes()))))
}

/// The status that a call ends with when the attempts are answered like this, and what was sent.
async fn call(content: Upload, answers: &[Option<u16>]) -> (Option<u16>, Vec<String>) {
    let script = Script::default();
    *script.answers.lock().unwrap() = answers.iter().rev().copied().collect();
    let status = match client(script.clone()).send(&PutFile(content)).await {
        Ok(response) => Some(response.status()),
        Err(error) => error.status(),
    };
    let sent = script.sent.lock().unwrap().clone();
    (status, sent)
}

#[tokio::test]
async fn a_call_is_repeated_as_long_as_its_body_can_be_sent_again() {
    let twice = vec!["one two".to_owned(), "one two".to_owned()];
    assert_eq!(call("one two".into(), &[Some(503), Some(200)]).await, (Some(200), twice.clone()));
    assert_eq!(call(Upload::repeatable(pieces), &[Some(503), Some(200)]).await, (Some(200), twice));
    // What was read is gone, so the answer is that of the first attempt.
    assert_eq!(call(Upload::stream(pieces()), &[Some(503)]).await, (Some(503), vec!["one two".to_owned()]));
    // Nothing was read when there was no connection.
    assert_eq!(call(Upload::stream(pieces()), &[None, Some(200)]).await, (Some(200), vec!["one two".to_owned()]));
}

#[tokio::test]
async fn a_stream_that_was_sent_is_not_sent_by_another_call() {
    let script = Script::default();
    *script.answers.lock().unwrap() = vec![Some(200)];
    let (client, request) = (client(script), PutFile(Upload::stream(pieces())));
    let shown = client.dry_run(&request).await.expect("a request, of which nothing is read");
    assert!(shown.streamed_body().is_some());
    client.send(&request).await.expect("it is sent");
    let error = client.send(&request).await.expect_err("the stream is gone");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Request));
    assert!(error.to_string().contains("the stream of `body` was sent already"), "{error}");
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call_at_once() {
    let script = Script::default();
    *script.answers.lock().unwrap() = vec![Some(200)];
    let broken = || stream::iter([Ok("one"), Err("the disk is gone")]);
    let error = client(script).send(&PutFile(Upload::repeatable(broken))).await.expect_err("it broke");
    assert_eq!((error.local_kind(), error.attempts()), (Some(LocalErrorKind::Body), 1));
}

#[tokio::test]
async fn a_transport_that_sends_no_streams_is_not_given_one() {
    struct WholeOnly;
    impl Transport for WholeOnly {
        fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
            assert!(request.streamed_body().is_none());
            Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), Vec::new())) })
        }
    }
    let client = client(WholeOnly);
    client.send(&PutFile("bytes".into())).await.expect("bytes are sent");
    let error = client.send(&PutFile(Upload::stream(pieces()))).await.expect_err("a stream is not");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Request));
    assert!(error.to_string().contains("pass the body as bytes"), "{error}");
}
