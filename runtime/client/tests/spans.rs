//! What a call tells `tracing`.
#![cfg(feature = "reqwest")]

mod common;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use common::{PHONE, Reaction, Server, send};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down all spans and events of this crate as text.
#[derive(Clone, Default)]
struct Log {
    text: Arc<Mutex<String>>,
}

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.text.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("acs_client")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
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

    let text = log.text.lock().unwrap().clone();
    let endpoint = format!("endpoint=\"{}\"", server.client().origin().authority());
    for field in ["action=\"SendVerificationCodeForEnableRD\"", &endpoint, "status=400", "request_id=\"R\""] {
        assert!(text.contains(field), "{field} in {text}");
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

    let text = log.text.lock().unwrap().clone();
    for part in
        ["attempt=1 status=429", "why=throttled delay_ms=7", "attempt=2 status=200", "why=\"success\"", "attempts=2"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    for secret in [PHONE, "testsecret", "testid"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
