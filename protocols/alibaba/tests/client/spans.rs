//! What a call reports to `tracing`.
#![cfg(any(feature = "hyper", feature = "reqwest"))]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use crate::common::{PHONE, Reaction, Server, send};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down the spans and events of this crate as texts: the spans in the order in which they begin, from id 1 on,
/// then all events.
#[derive(Clone, Default)]
struct Log {
    spans: Arc<Mutex<Vec<String>>>,
    events: Arc<Mutex<String>>,
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl Log {
    fn text(&self) -> String {
        format!("{}\n{}", self.spans.lock().unwrap().join("\n"), self.events.lock().unwrap())
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("twinspec_client")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut spans = self.spans.lock().unwrap();
        let parent = attributes.parent().map_or(0, Id::into_u64);
        let mut text = format!("{} in {parent}: ", attributes.metadata().name());
        attributes.record(&mut Fields(&mut text));
        spans.push(text);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.spans.lock().unwrap()[span.into_u64() as usize - 1]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(&mut self.events.lock().unwrap()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_call_is_a_span_without_arguments_and_secrets() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let body = format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"{PHONE}"}}"#);
    let answer = Reaction::answer("400 Bad Request", "application/json", &body);
    let server = Server::start(answer).await;
    server.client().send(&send()).await.unwrap_err();

    let text = log.text();
    let endpoint = format!("endpoint=\"{}\"", server.client().origin().authority());
    for field in ["operation=\"SendVerificationCodeForEnableRD\"", &endpoint, "status=400", "request_id=\"R\""] {
        assert!(log.spans.lock().unwrap()[0].contains(field), "{field} in {text}");
    }
    for secret in [PHONE, "testsecret", "testid"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn each_attempt_is_an_event_that_tells_what_comes_next_and_why() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let throttled = "HTTP/1.1 429 Too Many Requests\r\nx-acs-retry-after: 7\r\nContent-Length: 0\r\n\r\n";
    let ok = Reaction::answer("200 OK", "application/json", "{}");
    let server = Server::sequence([Reaction::Answer(throttled.to_owned()), ok]).await;
    server.client().send(&send()).await.unwrap();

    let text = log.text();
    for part in
        ["attempt=1 status=429", "why=throttled delay_ms=7", "attempt=2 status=200", "why=\"success\"", "attempts=2"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    for secret in [PHONE, "testsecret", "testid"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn each_attempt_is_a_span_in_that_of_the_call() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let throttled = Reaction::answer("429 Too Many Requests", "application/json", "{}");
    let ok = Reaction::answer("200 OK", "application/json", "{}");
    let server = Server::sequence([throttled, ok]).await;
    server.client().send(&send()).await.unwrap();

    let spans = log.spans.lock().unwrap().clone();
    let expected: [&[&str]; 3] = [
        &["api_call in 0: ", "attempts=2 ", "duration_ms=", "status=200 ", "request_id=\"R\""],
        &["api_call_attempt in 1: attempt=1 ", "duration_ms=", "status=429 ", "request_id=\"R\""],
        &["api_call_attempt in 1: attempt=2 ", "duration_ms=", "status=200 ", "request_id=\"R\""],
    ];
    assert_eq!(spans.len(), expected.len());
    for (span, parts) in spans.iter().zip(expected) {
        for part in parts {
            assert!(span.contains(part), "{part} in {span}");
        }
    }
}
