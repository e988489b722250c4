//! The seam between a client and the passing of time.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Lets time pass: between two attempts of a call, before each poll of a [`Poller`](crate::Poller), and until a call has
/// taken too long if a `timeout` is set.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_client::{Sleep, Timer};
///
/// /// For tests: no time passes.
/// struct AtOnce;
///
/// impl Timer for AtOnce {
///     fn sleep(&self, _: Duration) -> Sleep {
///         Box::pin(async {})
///     }
/// }
/// ```
pub trait Timer: Send + Sync + 'static {
    /// A future that is ready after this time. When it is dropped before, nothing is left behind.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// No time to wait is longer than ten years: the sum of it and the present has to be one that a clock can hold.
pub const LONGEST_WAIT: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// What [`Timer::sleep`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The timer of `tokio`, which the transports of this crate bring along. It has to be used in a `tokio` runtime whose
/// time is enabled.
#[cfg(feature = "tokio")]
#[derive(Debug, Clone, Copy, Default)]
pub struct TokioTimer;

#[cfg(feature = "tokio")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
