//! What interceptors see, add and end.

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{Get, PHONE, builder, send};
use twinspec_client::{Attempt, Client, Intercepted, Interceptor, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{Arguments, Headers, HttpRequest, HttpResponse, LocalError, LocalErrorKind, RetryReason};

/// Throttles the first request, answers those after it, and remembers all.
#[derive(Clone, Default)]
struct Throttled {
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Transport for Throttled {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        let mut requests = self.requests.lock().unwrap();
        requests.push(request.clone());
        let status = if requests.len() == 1 { 429 } else { 200 };
        let response = HttpResponse::new(status, Headers::default(), br#"{"RequestId":"R"}"#.to_vec());
        Box::pin(async { Ok(response) })
    }
}

/// Fails each request.
struct Down;

impl Transport for Down {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { Err(LocalError::new(LocalErrorKind::Transport, "down")) })
    }
}

struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(async {})
    }
}

/// Writes down what it is asked, under its name.
#[derive(Clone)]
struct Log {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Log {
    fn line(&self, attempt: Attempt, what: impl std::fmt::Display) {
        let (name, number) = (self.name, attempt.number);
        self.lines.lock().unwrap().push(format!("{name} {number} {what}"));
    }
}

impl Interceptor for Log {
    fn before_signing(&self, attempt: Attempt, arguments: &mut Arguments) -> Intercepted {
        self.line(attempt, format_args!("signing {}", arguments.operation().name));
        Ok(())
    }

    fn before_sending(&self, attempt: Attempt, request: &mut HttpRequest) -> Intercepted {
        self.line(attempt, format_args!("sending {}", request.headers().get("authorization").is_some()));
        Ok(())
    }

    fn after_response(&self, attempt: Attempt, result: Result<&HttpResponse, &LocalError>) {
        match result {
            Ok(response) => self.line(attempt, response.status()),
            Err(error) => self.line(attempt, error),
        }
    }

    fn on_retry(&self, attempt: Attempt, reason: RetryReason, delay: Duration) {
        self.line(attempt, format_args!("retry: {reason}, {}", delay <= Duration::from_secs(20)));
    }
}

/// Adds these headers before signing and before sending.
struct Adds {
    signed: Option<(&'static str, &'static str)>,
    unsigned: Option<(&'static str, &'static str)>,
}

impl Interceptor for Adds {
    fn before_signing(&self, _: Attempt, arguments: &mut Arguments) -> Intercepted {
        if let Some((name, value)) = self.signed {
            arguments.add_header(name, value);
        }
        Ok(())
    }

    fn before_sending(&self, _: Attempt, request: &mut HttpRequest) -> Intercepted {
        if let Some((name, value)) = self.unsigned {
            request.add_header(name, value)?;
        }
        Ok(())
    }
}

/// An error and its sources.
fn causes(error: &dyn Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", causes(source)),
        None => error.to_string(),
    }
}

fn with(interceptor: impl Interceptor) -> (Client, Throttled) {
    let transport = Throttled::default();
    let builder = builder().endpoint("h").transport(transport.clone()).timer(AtOnce);
    (builder.interceptor(interceptor).build().unwrap(), transport)
}

#[tokio::test]
async fn each_attempt_passes_by_all_interceptors_in_the_order_they_were_given() {
    let first = Log { name: "first", lines: Arc::default() };
    let second = Log { name: "second", lines: Arc::clone(&first.lines) };
    let builder = builder().endpoint("h").transport(Throttled::default()).timer(AtOnce);
    let client = builder.interceptor(first.clone()).interceptor(second).build().unwrap();
    client.send(&Get).await.unwrap();
    let expected = [
        "first 1 signing GetResourceDirectory",
        "second 1 signing GetResourceDirectory",
        "first 1 sending true",
        "second 1 sending true",
        "first 1 429",
        "second 1 429",
        "first 1 retry: throttled, true",
        "second 1 retry: throttled, true",
        "first 2 signing GetResourceDirectory",
        "second 2 signing GetResourceDirectory",
        "first 2 sending true",
        "second 2 sending true",
        "first 2 200",
        "second 2 200",
    ];
    assert_eq!(*first.lines.lock().unwrap(), expected);
}

#[tokio::test]
async fn an_interceptor_sees_that_no_answer_came() {
    let log = Log { name: "log", lines: Arc::default() };
    let client = builder().endpoint("h").transport(Down).interceptor(log.clone()).build().unwrap();
    client.send(&send()).await.unwrap_err();
    assert_eq!(log.lines.lock().unwrap().last().unwrap(), "log 1 down");
}

#[tokio::test]
async fn headers_are_signed_if_their_name_is_of_the_protocol_and_set_once_an_attempt() {
    let signed = Some(("x-acs-source-ip", "192.0.2.1"));
    let (client, transport) = with(Adds { signed, unsigned: Some(("X-Forwarded-For", "192.0.2.1")) });
    client.send(&Get).await.unwrap();
    let dry = client.dry_run(&Get).await.unwrap();
    let requests = transport.requests.lock().unwrap();
    assert_eq!(requests.len(), 2);
    for request in requests.iter().chain([&dry]) {
        let authorization = request.headers().get("authorization").unwrap();
        assert!(authorization.contains(";x-acs-source-ip;"), "{authorization}");
        assert!(!authorization.contains("forwarded"), "{authorization}");
        assert_eq!(request.headers().get("x-forwarded-for"), Some("192.0.2.1"));
        assert!(!format!("{request:?}").contains("192.0.2.1"), "{request:?}");
    }
}

#[tokio::test]
async fn a_header_that_cannot_be_added_ends_the_call() {
    for (adds, kind, message) in [
        (Adds { signed: Some(("x-acs-date", "now")), unsigned: None }, LocalErrorKind::Request, "is set twice"),
        (Adds { signed: Some(("a b", "c")), unsigned: None }, LocalErrorKind::Request, "visible ASCII"),
        (Adds { signed: None, unsigned: Some(("x-acs-late", "1")) }, LocalErrorKind::Interceptor, "before signing"),
        (Adds { signed: None, unsigned: Some(("Host", "else")) }, LocalErrorKind::Interceptor, "before signing"),
        (Adds { signed: None, unsigned: Some(("accept", "*/*")) }, LocalErrorKind::Interceptor, "is set twice"),
    ] {
        let (client, transport) = with(adds);
        let error = client.send(&send()).await.unwrap_err();
        assert_eq!(error.local_kind(), Some(kind));
        let text = causes(&error);
        assert!(text.contains(message), "{text}");
        assert!(!format!("{text} {error:?}").contains(PHONE), "{error:?}");
        assert!(transport.requests.lock().unwrap().is_empty());
    }
}

/// Ends each call.
struct Closed;

impl Interceptor for Closed {
    fn before_signing(&self, _: Attempt, _: &mut Arguments) -> Intercepted {
        Err("the shop is closed".into())
    }
}

#[tokio::test]
async fn an_error_of_an_interceptor_ends_the_call_unsent_and_is_its_source() {
    let (client, transport) = with(Closed);
    let error = client.send(&Get).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Interceptor));
    assert!(causes(&error).ends_with(": the shop is closed"), "{}", causes(&error));
    assert_eq!(error.attempts(), 1);
    assert!(transport.requests.lock().unwrap().is_empty());
    assert!(client.dry_run(&Get).await.is_err());
}
