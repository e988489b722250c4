//! What is attempted again, after how long, and what is not.
#![cfg(any(feature = "hyper", feature = "reqwest"))]

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{Create, Get, Reaction, Server, builder, send};
use proptest::prelude::*;
use twinspec_alibaba::signature::{Authorization, acs3};
use twinspec_client::{Client, RetryPolicy, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{Error, Headers, HttpRequest, HttpResponse, Input, LocalError, LocalErrorKind};

/// Lets no time pass and remembers how much should have.
#[derive(Clone, Default)]
struct Virtual {
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Timer for Virtual {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.slept.lock().unwrap().push(duration);
        Box::pin(async {})
    }
}

/// Fails or answers each call alike, without a network.
struct Always(Result<HttpResponse, LocalError>);

impl Transport for Always {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { self.0.clone() })
    }
}

fn ok() -> Reaction {
    answer("200 OK", "")
}

fn answer(status: &str, code: &str) -> Reaction {
    let body = format!(r#"{{"Code":"{code}","RequestId":"R"}}"#);
    Reaction::answer(status, "application/json", &body)
}

fn retry_after(milliseconds: &str) -> Reaction {
    Reaction::Answer(format!(
        "HTTP/1.1 429 Too Many Requests\r\nx-acs-retry-after: {milliseconds}\r\nContent-Length: 0\r\n\r\n"
    ))
}

fn client(server: &Server) -> (Client, Virtual) {
    let timer = Virtual::default();
    let builder = builder().endpoint(server.url()).read_timeout(Duration::from_secs(1));
    (builder.timer(timer.clone()).build().unwrap(), timer)
}

/// How many requests a call comes to when the first is met with a reaction, and those after it with success.
async fn requests<I: Input>(input: &I, first: Reaction) -> (usize, Result<(), Error<I::ErrorKind>>) {
    let server = Server::sequence([first, ok()]).await;
    let (client, timer) = client(&server);
    let result = client.send(input).await.map(drop);
    let requests = server.requests().len();
    assert_eq!(timer.slept.lock().unwrap().len(), requests - 1);
    (requests, result)
}

#[tokio::test]
async fn a_read_is_repeated_after_whatever_may_pass() {
    let passing = [
        answer("429 Too Many Requests", "Any"),
        answer("500 Internal Server Error", "InternalError"),
        Reaction::answer("502 Bad Gateway", "text/html", "<html>nginx</html>"),
        answer("503 Service Unavailable", "ServiceUnavailable"),
        answer("504 Gateway Timeout", "Any"),
        answer("400 Bad Request", "Throttling.User"),
        answer("409 Conflict", "Busy"),
        Reaction::AnswerAndClose(String::new()),
        Reaction::Silence,
    ];
    for (position, reaction) in passing.into_iter().enumerate() {
        let (requests, result) = requests(&Get, reaction).await;
        assert!(requests == 2 && result.is_ok(), "{position}: {requests} {result:?}");
    }
}

#[tokio::test]
async fn a_read_is_not_repeated_after_what_stays() {
    for reaction in [
        answer("400 Bad Request", "InvalidParameter"),
        answer("404 Not Found", "EntityNotExists"),
        answer("503 Service Unavailable", "Closed"),
        Reaction::answer("200 OK", "application/json", "{"),
    ] {
        let (requests, result) = requests(&Get, reaction).await;
        assert_eq!((requests, result.unwrap_err().attempts()), (1, 1));
    }
}

#[tokio::test]
async fn a_write_with_an_idempotency_token_is_repeated_with_the_same_token() {
    for reaction in [
        answer("503 Service Unavailable", "ServiceUnavailable"),
        Reaction::AnswerAndClose(String::new()),
        Reaction::Silence,
    ] {
        let server = Server::sequence([reaction, ok(), ok()]).await;
        let (client, _) = client(&server);
        client.send(&Create { client_token: None }).await.unwrap();
        client.send(&Create { client_token: Some("mine") }).await.unwrap();
        let requests = server.requests();
        let tokens: Vec<_> = requests.iter().map(|request| token(request)).collect();
        let [first, second, third] = tokens.as_slice() else { panic!("{tokens:?}") };
        assert_eq!((first, first.len(), *third), (second, 32, "mine"));
    }
    let client = builder().endpoint("http://127.0.0.1:1").build().unwrap();
    let request = client.dry_run(&Create { client_token: None }).await.unwrap();
    assert_eq!(request.query()[0].1.len(), 32);
}

/// The `ClientToken` in the query of a request line.
fn token(request: &str) -> &str {
    let (_, rest) = request.split_once("ClientToken=").unwrap_or_default();
    rest.split([' ', '&']).next().unwrap_or_default()
}

#[tokio::test]
async fn a_write_is_not_repeated_when_it_may_have_been_executed() {
    for reaction in [
        answer("500 Internal Server Error", "InternalError"),
        answer("503 Service Unavailable", "ServiceUnavailable"),
        Reaction::answer("502 Bad Gateway", "text/html", "<html>nginx</html>"),
        Reaction::AnswerAndClose(String::new()),
        Reaction::Silence,
    ] {
        let (requests, result) = requests(&send(), reaction).await;
        let error = result.unwrap_err();
        assert!(requests == 1 && error.is_retryable(), "{error}");
    }
}

#[tokio::test]
async fn a_write_is_repeated_when_it_was_throttled() {
    for reaction in [answer("400 Bad Request", "Throttling"), answer("429 Too Many Requests", "Any"), retry_after("1")]
    {
        let (requests, result) = requests(&send(), reaction).await;
        assert!(requests == 2 && result.is_ok(), "{result:?}");
    }
}

#[tokio::test]
async fn a_write_is_repeated_when_no_connection_came_about() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let timer = Virtual::default();
    let client = builder().endpoint(&url).timer(timer.clone()).build().unwrap();
    let error = client.send(&send()).await.unwrap_err();
    assert_eq!((error.local_kind(), error.attempts()), (Some(LocalErrorKind::Connect), 3));
    assert!(error.to_string().ends_with("could not be reached after 3 attempts"), "{error}");
    assert_eq!(timer.slept.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn the_policy_none_repeats_nothing() {
    let server = Server::start(answer("400 Bad Request", "Throttling")).await;
    let client = builder().endpoint(server.url()).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(client.send(&Get).await.unwrap_err().attempts(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_time_that_the_service_asks_for_is_waited() {
    let server = Server::sequence([retry_after("1500"), retry_after("60000"), ok()]).await;
    let (client, timer) = client(&server);
    client.send(&send()).await.unwrap();
    assert_eq!(*timer.slept.lock().unwrap(), [Duration::from_millis(1500), Duration::from_secs(60)]);
}

#[tokio::test]
async fn a_service_that_asks_for_more_than_the_longest_time_gets_no_retry() {
    let (requests, result) = requests(&send(), retry_after("60001")).await;
    assert_eq!((requests, result.unwrap_err().status()), (1, Some(429)));
}

#[tokio::test]
async fn a_time_that_is_too_large_to_read_is_too_long() {
    for text in ["18446744073709551615", "18446744073709551616", "99999999999999999999999999"] {
        let (requests, result) = requests(&send(), retry_after(text)).await;
        assert_eq!((requests, result.unwrap_err().status()), (1, Some(429)), "{text}");
    }
}

#[tokio::test]
async fn a_time_to_wait_that_is_none_is_ignored() {
    for text in ["0", "-5", "soon", "1e3"] {
        let server = Server::sequence([retry_after(text), ok()]).await;
        let (client, timer) = client(&server);
        client.send(&send()).await.unwrap();
        assert!(timer.slept.lock().unwrap()[0] <= Duration::from_millis(100));
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.split_once(": ").filter(|(other, _)| *other == name)).map(|(_, value)| value)
}

/// Holds the signature of a request without body and query against what was sent.
fn verify(head: &str) {
    let authorization: Authorization = header(head, "authorization").unwrap().parse().unwrap();
    let signed = authorization.signed_headers.iter();
    let headers: Vec<_> = signed.map(|name| (name, header(head, name).unwrap())).collect();
    let canonical_request = acs3::canonical_request("POST", "/", "", &headers, &acs3::hash(b""));
    let signature = acs3::sign("testsecret", &acs3::string_to_sign(&canonical_request));
    assert_eq!(signature, authorization.signature, "{canonical_request}");
}

#[tokio::test]
async fn each_attempt_is_signed_afresh_and_tells_what_went_before() {
    let server = Server::sequence([retry_after("7"), retry_after("8"), ok()]).await;
    let (client, _) = client(&server);
    client.send(&Get).await.unwrap();
    let heads = server.requests();
    let told = heads.iter().map(|head| (header(head, "x-acs-retry-attempts"), header(head, "x-acs-retry-delay")));
    assert_eq!(told.collect::<Vec<_>>(), [(None, None), (Some("1"), Some("7")), (Some("2"), Some("8"))]);
    let mut nonces: Vec<_> = heads.iter().map(|head| header(head, "x-acs-signature-nonce").unwrap()).collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
    heads.iter().for_each(|head| verify(head));
    let signed = header(&heads[1], "authorization").unwrap();
    assert!(signed.contains("x-acs-retry-attempts;x-acs-retry-delay"), "{signed}");
}

/// The attempts of calls of clones, one after the other, of which all fail.
async fn attempts_of_failing_calls(failure: Result<HttpResponse, LocalError>, calls: usize) -> Vec<u32> {
    let builder = builder().endpoint("h").transport(Always(failure)).timer(Virtual::default());
    let client = builder.build().unwrap();
    let mut attempts = Vec::new();
    for _ in 0..calls {
        attempts.push(client.clone().send(&Get).await.unwrap_err().attempts());
    }
    attempts
}

#[tokio::test]
async fn clones_share_a_budget_that_runs_out() {
    let unavailable = HttpResponse::new(503, Headers::default(), Vec::new());
    let attempts = attempts_of_failing_calls(Ok(unavailable), 60).await;
    // 500 tokens, 5 for each of two retries a call.
    assert!(
        attempts[..50].iter().all(|attempts| *attempts == 3) && attempts[50..].iter().all(|attempts| *attempts == 1)
    );
    for kind in [LocalErrorKind::Timeout, LocalErrorKind::Connect] {
        let attempts = attempts_of_failing_calls(Err(LocalError::new(kind, "")), 26).await;
        assert_eq!((attempts[24], attempts[25]), (3, 1));
    }
}

#[tokio::test]
async fn successes_fill_the_budget_again() {
    let mut reactions = vec![answer("503 Service Unavailable", "Any"); 151];
    reactions.extend(vec![ok(); 5]);
    reactions.extend([answer("503 Service Unavailable", "Any"), ok()]);
    let server = Server::sequence(reactions).await;
    let (client, _) = client(&server);
    for _ in 0..51 {
        client.send(&Get).await.unwrap_err();
    }
    for _ in 0..5 {
        client.send(&Get).await.unwrap();
    }
    client.send(&Get).await.unwrap();
    assert_eq!(server.requests().len(), 158);
}

/// Never wakes up, and holds what says whether it is still there.
struct Endless(Arc<()>);

impl Timer for Endless {
    fn sleep(&self, _: Duration) -> Sleep {
        let held = Arc::clone(&self.0);
        Box::pin(async move {
            pending::<()>().await;
            drop(held);
        })
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_between_attempts_leaves_nothing_behind() {
    let server = Server::start(answer("400 Bad Request", "Throttling")).await;
    let held = Arc::new(());
    let client = builder().endpoint(server.url()).timer(Endless(Arc::clone(&held))).build().unwrap();
    let mut call = Box::pin(client.send(&Get));
    while Arc::strong_count(&held) == 2 {
        tokio::select! {
            biased;
            _ = &mut call => unreachable!(),
            () = tokio::task::yield_now() => {}
        }
    }
    drop(call);
    drop(client);
    assert_eq!((Arc::strong_count(&held), server.requests().len()), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_delay_is_longer_than_the_policy_says(attempts in 1_u32..40, base in any::<u32>(), longest in any::<u32>()) {
        let (base, longest) = (Duration::from_millis(base.into()), Duration::from_millis(longest.into()));
        let policy = RetryPolicy::new().attempts(attempts).base_delay(base).max_delay(longest);
        let timer = Virtual::default();
        let unavailable = Always(Ok(HttpResponse::new(503, Headers::default(), Vec::new())));
        let settings = builder().endpoint("h").transport(unavailable).timer(timer.clone()).retry(policy);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = runtime.block_on(settings.build().unwrap().send(&Get)).unwrap_err();
        prop_assert_eq!(error.attempts(), attempts);
        let slept = timer.slept.lock().unwrap();
        prop_assert_eq!(slept.len(), attempts as usize - 1);
        for (position, delay) in slept.iter().enumerate() {
            let exponential = base.as_millis() << position;
            prop_assert!(delay.as_millis() <= exponential.min(longest.as_millis()));
        }
    }
}
