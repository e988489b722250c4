//! How long a whole call may take, on a clock of its own.

use std::future::{pending, poll_fn};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use crate::common::{Get, builder};
use twinspec_client::{RetryPolicy, Sleep, Timer, Transport, TransportFuture};
use twinspec_core::{HttpRequest, LocalError, LocalErrorKind};

const TIMEOUT: Duration = Duration::from_secs(60);

/// A clock that moves when a call waits between two attempts, and stands still else.
#[derive(Clone, Default)]
struct Clock {
    now: Arc<Mutex<Duration>>,
}

impl Timer for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        let end = *clock.now.lock().unwrap() + duration;
        let mut polled = false;
        Box::pin(poll_fn(move |context| {
            let mut now = clock.now.lock().unwrap();
            if duration == TIMEOUT {
                return if *now < end { Poll::Pending } else { Poll::Ready(()) };
            }
            if polled {
                return Poll::Ready(());
            }
            polled = true;
            *now = end.max(*now);
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }
}

/// Nobody answers the door.
struct Unreachable;

impl Transport for Unreachable {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { Err(LocalError::new(LocalErrorKind::Connect, "unreachable")) })
    }
}

/// Never answers, and holds what says whether a request is under way.
struct Silent(Arc<()>);

impl Transport for Silent {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        let held = Arc::clone(&self.0);
        Box::pin(async move {
            let _held = held;
            pending().await
        })
    }
}

#[tokio::test]
async fn a_call_ends_when_its_attempts_and_the_time_between_them_take_too_long() {
    let clock = Clock::default();
    let client = builder().endpoint("h").transport(Unreachable).timer(clock.clone());
    let client = client.retry(RetryPolicy::new().attempts(1000)).timeout(TIMEOUT).build().unwrap();
    let error = client.send(&Get).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Timeout));
    let attempts = error.attempts();
    assert!(attempts > 1, "{error}");
    let words = format!("took longer than 60s, its `timeout`, and was ended after {attempts} attempts");
    assert!(error.to_string().contains(&words), "{error}");
    let now = *clock.now.lock().unwrap();
    assert!(now >= TIMEOUT && now < 2 * TIMEOUT, "{now:?}");
}

#[tokio::test]
async fn a_request_that_is_under_way_is_dropped_when_the_call_ends() {
    let under_way = Arc::new(());
    let clock = Clock::default();
    let client = builder().endpoint("h").transport(Silent(Arc::clone(&under_way))).timer(clock.clone());
    let client = client.timeout(TIMEOUT).build().unwrap();
    let mut call = by_hand(client.send(&Get));
    assert!(call.poll().is_none());
    assert_eq!(Arc::strong_count(&under_way), 3);
    *clock.now.lock().unwrap() = TIMEOUT;
    let error = call.poll().unwrap().unwrap_err();
    assert!(error.to_string().contains("after 1 attempt"), "{error}");
    assert_eq!(Arc::strong_count(&under_way), 2);
}

#[tokio::test]
async fn the_answer_of_an_attempt_that_is_in_time_is_returned() {
    let clock = Clock::default();
    let policy = RetryPolicy::new().attempts(3);
    let client = builder().endpoint("h").transport(Unreachable).timer(clock).retry(policy).timeout(TIMEOUT);
    let error = client.build().unwrap().send(&Get).await.unwrap_err();
    assert_eq!((error.local_kind(), error.attempts()), (Some(LocalErrorKind::Connect), 3));
}

/// A future that is polled by hand.
struct ByHand<F>(std::pin::Pin<Box<F>>);

fn by_hand<F: Future>(future: F) -> ByHand<F> {
    ByHand(Box::pin(future))
}

impl<F: Future> ByHand<F> {
    fn poll(&mut self) -> Option<F::Output> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match self.0.as_mut().poll(&mut context) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        }
    }
}
