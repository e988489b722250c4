//! How long a connection may go without a request.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// How long the head of a request may take to arrive, counted from the answer before it. The service closes
/// connections that are idle for 25 seconds.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// Nothing is waited for.
const NOTHING: u64 = u64::MAX;

/// The patience with one client. One timer a connection looks after it, where a timer for each request would take
/// more time than most requests.
#[derive(Debug)]
pub(super) struct Patience {
    begun: Instant,
    /// Since when a request is waited for, in milliseconds from the beginning.
    waiting_since: AtomicU64,
}

impl Patience {
    /// With a client that is to send its first request.
    pub(super) fn new() -> Self {
        Patience { begun: Instant::now(), waiting_since: AtomicU64::new(0) }
    }

    /// A request has come.
    pub(super) fn request(&self) {
        self.waiting_since.store(NOTHING, Ordering::Relaxed);
    }

    /// It is answered, and the connection is there for nothing but the next one.
    pub(super) fn answered(&self) {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(NOTHING);
        self.waiting_since.store(now, Ordering::Relaxed);
    }

    /// Ends when a request was waited for too long.
    pub(super) async fn lose(&self) {
        let mut left = Some(HEAD_TIMEOUT);
        while let Some(wait) = left {
            tokio::time::sleep(wait).await;
            left = match self.waiting_since.load(Ordering::Relaxed) {
                NOTHING => Some(HEAD_TIMEOUT),
                since => (HEAD_TIMEOUT + Duration::from_millis(since)).checked_sub(self.begun.elapsed()),
            };
            left = left.filter(|left| !left.is_zero());
        }
    }
}
