//! How long a server may be silent.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use super::request_body::Sending;

/// Ends what waits for a server when it was silent for too long. One timer serves a whole exchange: it is put off
/// only when it goes off.
pub(crate) struct Silence {
    timeout: Duration,
    heard: Instant,
    timer: Pin<Box<Sleep>>,
    /// While a body is sent, the server is not silent as long as it takes it.
    sending: Option<Sending>,
}

/// The server was silent for too long.
pub(crate) struct Silent;

impl Silence {
    /// Begins now.
    pub(crate) fn new(timeout: Duration, sending: Option<Sending>) -> Self {
        let heard = Instant::now();
        Silence { timeout, heard, timer: Box::pin(sleep_until(heard + timeout)), sending }
    }

    /// Waits for something of the server.
    pub(crate) async fn wait<F: Future>(&mut self, future: F) -> Result<F::Output, Silent> {
        let mut future = pin!(future);
        poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                self.heard = Instant::now();
                return Poll::Ready(Ok(output));
            }
            while self.timer.as_mut().poll(context).is_ready() {
                let taken = self.sending.as_ref().and_then(Sending::heard);
                let end = taken.map_or(self.heard, |taken| taken.max(self.heard)) + self.timeout;
                if Instant::now() >= end {
                    return Poll::Ready(Err(Silent));
                }
                self.timer.as_mut().reset(end);
            }
            Poll::Pending
        })
        .await
    }
}
