//! The body of an answer in pieces, as they come.

#[macro_use]
mod common;

use bytes::Bytes;
use futures_util::stream;
use twinspec_client::{BodyStream, Client, RetryPolicy, StreamFuture, StreamedResponse, Transport, TransportFuture};
use twinspec_core::{
    Api, Binary, Headers, HttpRequest, HttpResponse, LocalError, LocalErrorKind, Method, Operation, ResponseFormat,
};
use twinspec_http::{Builder, Http, Server};

static PROTOCOL: Http = Http::new(&[Server::new("https://files.example")]);
static API: Api = Api::new("files", "1.0.0", &PROTOCOL);
static GET: Operation =
    Operation::new(&API, "getFile", &[Method::Get], "/file").read_only().response(ResponseFormat::Binary);

input!(GetFile, GET, Binary);

/// Answers with a status, and with pieces of which the last is missing.
struct Broken(u16);

impl Transport for Broken {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        panic!("the body is not wanted as a whole")
    }

    fn stream<'a>(&'a self, _: &'a HttpRequest) -> StreamFuture<'a> {
        let head = HttpResponse::new(self.0, Headers::default(), Bytes::new());
        let broken = || LocalError::new(LocalErrorKind::Transport, "the connection broke");
        let pieces = [Ok(Bytes::from_static(b"one ")), Ok(Bytes::from_static(b"two")), Err(broken())];
        let body: BodyStream = Box::pin(stream::iter(pieces));
        Box::pin(async { Ok(StreamedResponse { head, body }) })
    }
}

fn client(status: u16) -> Client {
    Builder::new(&API).transport(Broken(status)).retry(RetryPolicy::none()).build().expect("a client")
}

#[tokio::test]
async fn pieces_come_one_by_one_until_an_error() {
    let mut file = client(200).bytes(&GetFile).await.expect("it begins");
    assert_eq!(file.status(), 200);
    assert_eq!(file.next().await.expect("a piece").expect("it came"), "one ");
    assert_eq!(file.next().await.expect("a piece").expect("it came"), "two");
    let error = file.next().await.expect("an error").expect_err("it broke");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Transport));
    assert!(file.next().await.is_none());
}

#[tokio::test]
async fn an_answer_that_is_an_error_is_not_a_stream() {
    let error = client(404).bytes(&GetFile).await.expect_err("it is not there");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Transport), "the body of the error broke");
}
