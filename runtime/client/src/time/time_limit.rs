//! How long a whole call may take.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use twinspec_core::{LocalError, LocalErrorKind};

use crate::Timer;

/// A limit for the time of something: of a call, with all its attempts and the time between them, or of a request for
/// credentials.
pub struct TimeLimit {
    timeout: Duration,
    timer: Arc<dyn Timer>,
}

/// Something took longer than it may.
#[derive(Debug, Clone, Copy)]
pub struct Overrun {
    /// The limit.
    pub timeout: Duration,
}

impl TimeLimit {
    /// A limit that a timer measures.
    pub fn new(timeout: Duration, timer: Arc<dyn Timer>) -> Self {
        TimeLimit { timeout, timer }
    }

    /// What the future comes to, if that is in time. The future is dropped else.
    ///
    /// # Errors
    ///
    /// It was not in time.
    pub async fn hold<F: Future>(&self, future: F) -> Result<F::Output, Overrun> {
        let mut future = pin!(future);
        let mut sleep = self.timer.sleep(self.timeout);
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(output));
            }
            sleep.as_mut().poll(context).map(|()| Err(Overrun { timeout: self.timeout }))
        })
        .await
    }
}

impl Overrun {
    /// The error of a call that ended during, or after, its attempt of this number.
    pub(crate) fn error(&self, attempt: u32) -> LocalError {
        let attempts = if attempt == 1 { "1 attempt" } else { &format!("{attempt} attempts") };
        let message =
            format!("the call took longer than {:?}, its `timeout`, and was ended after {attempts}", self.timeout);
        LocalError::new(LocalErrorKind::Timeout, message)
    }
}
