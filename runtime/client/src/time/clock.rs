//! The seam between a client and the time of day.

use std::time::SystemTime;

/// Tells the time, for credentials that expire.
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
///
/// use twinspec_client::Clock;
///
/// /// For tests: a time that stands still.
/// struct Still;
///
/// impl Clock for Still {
///     fn now(&self) -> SystemTime {
///         UNIX_EPOCH + Duration::from_secs(1_795_492_179)
///     }
/// }
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> SystemTime;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}
