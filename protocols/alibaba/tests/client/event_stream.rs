//! Answers that are server-sent events.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{API, Kind, builder};
use bytes::Bytes;
use futures_util::stream;
use twinspec_client::{
    Attempt, BodyStream, Client, EventStream, Interceptor, Sleep, StreamFuture, StreamedResponse, Timer, Transport,
    TransportFuture,
};
use twinspec_core::{
    Arguments, Binary, Decode, Decoder, EventFormat, EventSource, Headers, HttpRequest, HttpResponse, Input,
    LocalError, LocalErrorKind, Method, Operation, ResponseFormat,
};

static CHAT: Operation =
    Operation::new(&API, "Chat", &[Method::Post], "/").read_only().response(ResponseFormat::Events);

struct Chat;

#[derive(Debug, PartialEq, Default)]
struct Part {
    text: String,
}

impl Decode for Part {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("text", &mut self.text)]);
    }
}

impl Input for Chat {
    type Output = Binary;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &CHAT;

    fn arguments(&self, _: &mut Arguments) {}
}

impl EventSource for Chat {
    type Data = Part;
    const FORMAT: EventFormat = EventFormat::Json;
}

/// What a body does after its pieces.
#[derive(Clone, Copy)]
enum End {
    Closed,
    Broken,
}

/// Answers one after the other: status, content type, pieces of the body, and its end.
type Script = &'static [(u16, &'static str, &'static [&'static [u8]], End)];

#[derive(Clone)]
struct Scripted {
    script: Script,
    calls: Arc<Mutex<usize>>,
}

impl Scripted {
    fn next(&self) -> (HttpResponse, BodyStream) {
        let mut calls = self.calls.lock().unwrap();
        let (status, content_type, pieces, end) = self.script[*calls];
        *calls += 1;
        let headers = [("content-type", content_type), ("x-acs-request-id", "R")].into_iter().collect::<Headers>();
        let pieces = pieces.iter().map(|piece| Ok(Bytes::from_static(piece)));
        let end = match end {
            End::Closed => None,
            End::Broken => Some(Err(LocalError::new(LocalErrorKind::Transport, "it broke"))),
        };
        let body = stream::iter(pieces.chain(end).collect::<Vec<_>>());
        (HttpResponse::new(status, headers, Bytes::new()), Box::pin(body))
    }
}

impl Transport for Scripted {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        unreachable!("only streams are asked for")
    }

    fn stream<'a>(&'a self, _: &'a HttpRequest) -> StreamFuture<'a> {
        let (head, body) = self.next();
        Box::pin(async { Ok(StreamedResponse { head, body }) })
    }
}

struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(async {})
    }
}

fn client(script: Script) -> (Client, Scripted) {
    let transport = Scripted { script, calls: Arc::default() };
    (builder().endpoint("h").transport(transport.clone()).timer(AtOnce).build().unwrap(), transport)
}

const EVENTS: &str = "text/event-stream;charset=UTF-8";

async fn texts(events: &mut EventStream<Part, Kind>) -> Vec<String> {
    let mut texts = Vec::new();
    while let Some(event) = events.next().await {
        texts.push(event.unwrap().into_data().text);
    }
    texts
}

#[tokio::test]
async fn events_come_typed_wherever_the_pieces_end() {
    let (client, _) = client(&[(
        200,
        EVENTS,
        &[b"id: 1\nevent: part\ndata: {\"text\":\"\xe6", b"\xbc\xa2\"}\n", b"\ndata: {\"text\":\"b\"}\n\ndata: {"],
        End::Closed,
    )]);
    let mut events = client.events(&Chat).await.unwrap();
    assert_eq!((events.status(), events.request_id()), (200, "R"));
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.name(), first.id(), first.text.as_str()), ("part", Some("1"), "漢"));
    assert_eq!(texts(&mut events).await, ["b"]);
    assert!(events.next().await.is_none(), "it stays at its end");
}

#[tokio::test]
async fn an_error_of_the_service_is_an_error_of_the_call() {
    let (client, _) = client(&[(403, "application/json", &[b"{\"Code\":\"NoPer", b"mission\"}"], End::Closed)]);
    let error = client.events(&Chat).await.unwrap_err();
    assert_eq!((error.code(), error.status(), error.request_id()), (Some("NoPermission"), Some(403), Some("R")));
}

#[tokio::test]
async fn until_the_answer_begins_the_call_is_repeated() {
    let (client, transport) = client(&[
        (503, "application/json", &[b"{\"Code\":\"Busy\"}"], End::Closed),
        (503, "application/json", &[b"{"], End::Broken),
        (200, EVENTS, &[b"data: {\"text\":\"a\"}\n\n"], End::Closed),
    ]);
    let mut events = client.events(&Chat).await.unwrap();
    assert_eq!(texts(&mut events).await, ["a"]);
    assert_eq!(*transport.calls.lock().unwrap(), 3);
}

#[tokio::test]
async fn once_it_has_begun_nothing_is_repeated_and_an_error_ends_the_stream() {
    let (client, transport) = client(&[(200, EVENTS, &[b"data: {\"text\":\"a\"}\n\n"], End::Broken)]);
    let mut events = client.events(&Chat).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().text, "a");
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Transport));
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("R")));
    assert!(events.next().await.is_none());
    assert_eq!(*transport.calls.lock().unwrap(), 1);
}

#[tokio::test]
async fn data_that_the_operation_does_not_describe_ends_the_stream() {
    let (client, _) = client(&[(200, EVENTS, &[b"data: secret\n\ndata: {\"text\":\"b\"}\n\n"], End::Closed)]);
    let mut events = client.events(&Chat).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
    assert!(!error.to_string().contains("secret"), "{error}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_success_that_is_no_stream_of_events_is_told() {
    let (client, _) = client(&[(200, "application/json", &[b"{\"text\":\"a\"}"], End::Closed)]);
    let error = client.events(&Chat).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
    assert!(
        error.to_string().contains("(status 200, application/json, 12 bytes) is not a stream of events"),
        "{error}"
    );
}

#[tokio::test]
async fn a_transport_that_streams_nothing_gives_all_events_at_once() {
    struct Whole;
    impl Transport for Whole {
        fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
            let body = "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n";
            Box::pin(async move { Ok(HttpResponse::new(200, Headers::default(), body)) })
        }
    }
    let client: Client = builder().endpoint("h").transport(Whole).build().unwrap();
    assert_eq!(texts(&mut client.events(&Chat).await.unwrap()).await, ["a", "b"]);
    // All of it as it came.
    assert!(client.send(&Chat).await.unwrap().starts_with(b"data: "));
}

#[tokio::test]
async fn an_interceptor_sees_the_head() {
    #[derive(Clone, Default)]
    struct Seen(Arc<Mutex<Vec<(u16, usize)>>>);
    impl Interceptor for Seen {
        fn after_response(&self, _: Attempt, result: Result<&HttpResponse, &LocalError>) {
            let response = result.unwrap();
            self.0.lock().unwrap().push((response.status(), response.body().len()));
        }
    }
    let script: Script = &[(200, EVENTS, &[b"data: {\"text\":\"a\"}\n\n"], End::Closed)];
    let (transport, seen) = (Scripted { script, calls: Arc::default() }, Seen::default());
    let client: Client = builder().endpoint("h").transport(transport).interceptor(seen.clone()).build().unwrap();
    drop(client.events(&Chat).await.unwrap());
    assert_eq!(*seen.0.lock().unwrap(), [(200, 0)]);
}

#[cfg(feature = "blocking")]
#[test]
fn a_thread_that_waits_gets_an_iterator() {
    let (client, _) =
        client(&[(200, EVENTS, &[b"data: {\"text\":\"a\"}\n\n", b"data: {\"text\":\"b\"}\n\n"], End::Closed)]);
    let events = client.events_blocking(&Chat).unwrap().blocking();
    let texts: Vec<_> = events.map(|event| event.unwrap().into_data().text).collect();
    assert_eq!(texts, ["a", "b"]);
}
