//! How long the mock waits for its clients.

use std::io;
use std::pin::{Pin, pin};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep};

use super::wire::Lost;

/// How long a client may take to send the head of a request, or the next bytes of its body, or to take the next bytes of
/// an answer. The service closes connections that are idle for 25 seconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The patience with one client. One timer looks after a connection, where one for each wait would take more time than
/// most requests; so it lasts longer than it has to, but never twice as long.
pub(super) struct Patience {
    timer: Pin<Box<Sleep>>,
    /// Whether the timer has gone off once since what is waited for began.
    is_last: bool,
}

impl Patience {
    pub(super) fn new() -> Self {
        // The wait for the first request begins with the timer.
        Patience { timer: Box::pin(sleep(PATIENCE)), is_last: true }
    }

    /// Something else is waited for from here on.
    pub(super) fn renew(&mut self) {
        self.is_last = false;
    }

    /// Waits as long as the patience lasts.
    pub(super) async fn wait<T>(&mut self, wait: impl Future<Output = io::Result<T>>) -> Result<T, Lost> {
        let mut wait = pin!(wait);
        loop {
            tokio::select! {
                biased;
                done = &mut wait => return Ok(done?),
                () = self.timer.as_mut() => {
                    if self.is_last {
                        return Err(Lost::TimedOut);
                    }
                    self.is_last = true;
                    self.timer.as_mut().reset(Instant::now() + PATIENCE);
                }
            }
        }
    }
}
