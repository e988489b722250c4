//! Waiting for the outcome of an operation that goes on after its answer.

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use crate::common::{API, Kind, builder};
use twinspec_client::{Client, Outcome, Poller, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{
    Arguments, Conclusive, Decode, Decoder, Headers, HttpRequest, HttpResponse, Input, LocalError, LocalErrorKind,
    Location, LongRunning, Method, Operation, Parameter, PollState, Style, nothing_to_poll_by,
};

const INTERVAL: Duration = Duration::from_secs(3);
const MAX_WAIT: Duration = Duration::from_secs(12);

static START: Operation = operation("DeleteThing", &[]);
static ASK: Operation = operation("GetDeletion", &[JOB]);

const JOB: Parameter = Parameter::new("JobId", Location::Query, Style::Flat).required();

const fn operation(name: &'static str, parameters: &'static [Parameter]) -> Operation {
    Operation::new(&API, name, &[Method::Post], "/").parameters(parameters)
}

/// Starts a deletion.
struct Start;

#[derive(Debug, Default)]
struct Started {
    job_id: Option<String>,
}

impl Decode for Started {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("JobId", &mut self.job_id)]);
    }
}

/// Asks how far a deletion has come.
struct Ask {
    job_id: String,
}

#[derive(Debug, Default)]
struct Deletion {
    status: Option<String>,
}

impl Decode for Deletion {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Status", &mut self.status)]);
    }
}

impl Input for Start {
    type Output = Started;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &START;

    fn arguments(&self, _: &mut Arguments) {}
}

impl Input for Ask {
    type Output = Deletion;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &ASK;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("JobId", &self.job_id);
    }
}

impl LongRunning for Start {
    type Poll = Ask;
    const INTERVAL: Duration = INTERVAL;
    const MAX_WAIT: Duration = MAX_WAIT;

    fn poll(&self, started: &Started) -> Result<Ask, LocalError> {
        Ok(Ask { job_id: started.job_id.clone().ok_or_else(|| nothing_to_poll_by("JobId"))? })
    }
}

impl Conclusive for Start {
    fn state(polled: &Deletion) -> PollState {
        PollState::of(polled.status.as_deref(), &["Success"], &["Failed"])
    }
}

/// Gives these bodies one after the other, and the last one for ever. A body that is not JSON comes with status 400.
#[derive(Clone)]
struct Script {
    bodies: &'static [&'static str],
    calls: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn new(bodies: &'static [&'static str]) -> Self {
        Script { bodies, calls: Arc::default() }
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        let mut calls = self.calls.lock().unwrap();
        calls.push(format!("{} {}", request.headers().get("x-acs-action").unwrap(), request.target()));
        let body = self.bodies[calls.len().min(self.bodies.len()) - 1];
        let status = if body.contains("Code") { 400 } else { 200 };
        let headers = [("x-acs-request-id", "R")].into_iter().collect::<Headers>();
        Box::pin(async move { Ok(HttpResponse::new(status, headers, body)) })
    }
}

/// Time that passes at once, and is counted.
#[derive(Clone, Default)]
struct Waited(Arc<Mutex<Vec<Duration>>>);

impl Timer for Waited {
    fn sleep(&self, duration: Duration) -> Sleep {
        let waited = self.0.clone();
        Box::pin(async move { waited.lock().unwrap().push(duration) })
    }
}

fn client(script: &Script, timer: &Waited) -> Client {
    builder().endpoint("h").transport(script.clone()).timer(timer.clone()).build().unwrap()
}

const STARTED: &str = r#"{"JobId":"j 1"}"#;
const RUNNING: &str = r#"{"Status":"Deleting"}"#;
const NOTHING: &str = "{}";

#[tokio::test]
async fn it_polls_until_the_answer_says_that_it_is_over() {
    let script = Script::new(&[STARTED, RUNNING, NOTHING, r#"{"Status":"Success"}"#]);
    let waited = Waited::default();
    let mut poller = Poller::start(client(&script, &waited), Start).await.unwrap();
    assert_eq!(poller.started().job_id.as_deref(), Some("j 1"));
    let Outcome::Succeeded(answer) = poller.wait().await.unwrap() else { panic!("it succeeds") };
    assert_eq!(answer.status.as_deref(), Some("Success"));
    assert_eq!(*waited.0.lock().unwrap(), [INTERVAL; 3], "before each poll");
    let polls = vec!["GetDeletion /?JobId=j%201"; 3];
    assert_eq!(script.calls(), [vec!["DeleteThing /"], polls].concat());
}

#[tokio::test]
async fn that_it_failed_is_an_outcome_with_the_last_answer() {
    let script = Script::new(&[STARTED, r#"{"Status":"Failed"}"#]);
    let mut poller = Poller::start(client(&script, &Waited::default()), Start).await.unwrap();
    let outcome = poller.wait().await.unwrap();
    assert!(!outcome.has_succeeded());
    assert_eq!(outcome.into_answer().status.as_deref(), Some("Failed"));
}

#[tokio::test]
async fn it_gives_up_after_the_longest_wait_and_can_go_on() {
    let script = Script::new(&[STARTED, RUNNING]);
    let waited = Waited::default();
    let mut poller = Poller::start(client(&script, &waited), Start).await.unwrap().interval(Duration::from_secs(5));
    let error = poller.wait().await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Unfinished));
    assert_eq!(
        error.to_string(),
        "GetDeletion: what `DeleteThing` has started had not ended after 10s; `max_wait` sets another limit",
    );
    assert!(!error.is_retryable());
    assert_eq!(waited.0.lock().unwrap().len(), 2);
    let mut poller = poller.max_wait(Duration::from_secs(5));
    poller.next().await.unwrap();
    assert_eq!(poller.next().await.unwrap_err().local_kind(), Some(LocalErrorKind::Unfinished));
}

#[tokio::test]
async fn a_predicate_of_the_caller_decides_where_nothing_else_does() {
    let script = Script::new(&[STARTED, RUNNING, NOTHING]);
    let mut poller = Poller::start(client(&script, &Waited::default()), Start).await.unwrap();
    let gone = poller.until(|deletion| deletion.status.is_none()).await.unwrap();
    assert_eq!(gone.status, None);
    assert_eq!(script.calls().len(), 3);
}

#[tokio::test]
async fn the_request_that_is_repeated_can_be_changed() {
    let script = Script::new(&[STARTED, RUNNING]);
    let poller = Poller::start(client(&script, &Waited::default()), Start).await.unwrap();
    let mut poller = poller.poll_with(|started, mut ask| {
        ask.job_id = format!("{}-2", started.job_id.as_deref().unwrap_or_default());
        ask
    });
    poller.next().await.unwrap();
    assert_eq!(script.calls().last().unwrap(), "GetDeletion /?JobId=j%201-2");
}

#[tokio::test]
async fn an_answer_that_there_is_nothing_to_poll_by_is_an_error_of_the_call() {
    let script = Script::new(&[NOTHING]);
    let error = Poller::start(client(&script, &Waited::default()), Start).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("R")));
    assert!(error.to_string().contains("there is no `JobId`"), "{error}");
}

#[tokio::test]
async fn an_error_of_a_poll_ends_the_waiting() {
    let script = Script::new(&[STARTED, r#"{"Code":"Gone","Message":"Gone."}"#]);
    let mut poller = Poller::start(client(&script, &Waited::default()), Start).await.unwrap();
    let error = poller.wait().await.unwrap_err();
    assert_eq!((error.code(), error.operation().name), (Some("Gone"), "GetDeletion"));
    assert_eq!(script.calls().len(), 2);
}

#[tokio::test]
async fn without_a_timer_nothing_is_polled() {
    let script = Script::new(&[STARTED, RUNNING]);
    let client = builder().endpoint("h").transport(script.clone()).build().unwrap();
    let mut poller = Poller::start(client, Start).await.unwrap();
    let error = poller.wait().await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Request));
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test]
async fn a_poller_that_is_dropped_while_it_waits_polls_no_more() {
    struct Never;
    impl Timer for Never {
        fn sleep(&self, _: Duration) -> Sleep {
            Box::pin(poll_fn(|_| Poll::Pending))
        }
    }
    let script = Script::new(&[STARTED]);
    let client = builder().endpoint("h").transport(script.clone()).timer(Never).build().unwrap();
    let mut poller = Poller::start(client, Start).await.unwrap();
    let mut wait = Box::pin(poller.wait());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(wait.as_mut().poll(&mut context).is_pending());
    drop(wait);
    assert_eq!(script.calls().len(), 1);
}
