//! What a test forces for the next calls.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What happens to the next calls of an operation: an error by its code, or a fault of the connection or the response.
///
/// ```
/// use std::time::Duration;
/// use twinspec_mock::Force;
///
/// // Fail twice, then succeed.
/// let twice = Force::error("ServiceUnavailable").times(2);
/// // The third call only.
/// let third = Force::close_connection().after(2);
/// // Every call takes between 50 and 80 milliseconds.
/// let slow = Force::success().delay_between(Duration::from_millis(50), Duration::from_millis(80)).always();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "it is to be given to `Mock::force_with`"]
pub struct Force {
    pub(crate) error: Option<ForcedError>,
    pub(crate) fault: Option<Fault>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) delay: Option<Delay>,
    pub(crate) after: u32,
    /// `None` for ever.
    pub(crate) times: Option<u32>,
}

/// An outcome that is forced for coming calls, as [`Mock::forced`](crate::Mock::forced) lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ForcedOutcome {
    /// The number by which [`Mock::withdraw`](crate::Mock::withdraw) withdraws it.
    pub number: u64,
    /// The product whose API the operation belongs to.
    pub product: String,
    /// The operation.
    pub operation: String,
    /// The code of the error; none if it is not an error.
    pub code: Option<String>,
    /// `close`, `truncate`, `garbage` or a status.
    pub fault: Option<String>,
    /// The least and the most of the delay.
    pub delay_milliseconds: Option<[u64; 2]>,
    /// How many calls pass before it begins.
    pub after: u32,
    /// For how many calls it is; for all if there is none.
    pub times: Option<u32>,
}

/// A forced error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ForcedError {
    Code(String),
    /// The error of the protocol for calls that come too fast.
    Throttled,
}

/// What goes wrong with a response on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fault {
    /// The connection is closed instead of a response.
    Close,
    /// The connection is closed in the middle of the answer.
    Truncate,
    /// The body is not a document.
    Garbage,
    /// A status without a body, as from a proxy in front of the service.
    Status(u16),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Close => f.write_str("close"),
            Fault::Truncate => f.write_str("truncate"),
            Fault::Garbage => f.write_str("garbage"),
            Fault::Status(status) => status.fmt(f),
        }
    }
}

impl Fault {
    /// The fault of this name, as the control API has it.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "close" => Some(Fault::Close),
            "truncate" => Some(Fault::Truncate),
            "garbage" => Some(Fault::Garbage),
            status => status.parse().ok().filter(|status| (200..600).contains(status)).map(Fault::Status),
        }
    }
}

/// How long a response is delayed: a uniformly random time between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Delay {
    pub(crate) least: Duration,
    pub(crate) most: Duration,
}

/// The longest delay of a response.
const LONGEST: Duration = Duration::from_secs(60 * 60);

impl Delay {
    /// The delay for a random number.
    pub(crate) fn draw(self, random: u64) -> Duration {
        let fraction = random as f64 / u64::MAX as f64;
        let least = self.least.min(LONGEST);
        least + self.most.min(LONGEST).saturating_sub(least).mul_f64(fraction)
    }
}

impl Force {
    fn new(error: Option<ForcedError>, fault: Option<Fault>) -> Self {
        Force { error, fault, retry_after: None, delay: None, after: 0, times: Some(1) }
    }

    /// An error: a row of the operation's error table, or one of the gateway such as
    /// `InternalError`.
    pub fn error(code: impl Into<String>) -> Self {
        Force::new(Some(ForcedError::Code(code.into())), None)
    }

    /// The error of the protocol for calls that come too fast, with a header that says when to retry if a time is set.
    pub fn throttle(retry_after: Option<Duration>) -> Self {
        Force { retry_after, ..Force::new(Some(ForcedError::Throttled), None) }
    }

    /// The normal response, for a delay alone or for calls in between.
    pub fn success() -> Self {
        Force::new(None, None)
    }

    /// The connection is closed instead of a response. The call has been executed.
    pub fn close_connection() -> Self {
        Force::new(None, Some(Fault::Close))
    }

    /// The connection is closed in the middle of the answer.
    pub fn truncate() -> Self {
        Force::new(None, Some(Fault::Truncate))
    }

    /// The response has the normal status and headers, but its body is garbage.
    pub fn garbage() -> Self {
        Force::new(None, Some(Fault::Garbage))
    }

    /// A status without a body, as from a proxy in front of the service. One outside of 200 to 599 becomes 502.
    pub fn status(status: u16) -> Self {
        let status = if (200..600).contains(&status) { status } else { 502 };
        Force::new(None, Some(Fault::Status(status)))
    }

    /// Delays the response, at most by an hour.
    pub fn delay(self, delay: Duration) -> Self {
        self.delay_between(delay, delay)
    }

    /// Delays the response by a random time between the two, which depends on the seed.
    pub fn delay_between(mut self, least: Duration, most: Duration) -> Self {
        self.delay = Some(Delay { least, most });
        self
    }

    /// Lets this many calls pass first.
    pub fn after(mut self, calls: u32) -> Self {
        self.after = calls;
        self
    }

    /// Applies to this many calls; by default to one.
    pub fn times(mut self, calls: u32) -> Self {
        self.times = Some(calls);
        self
    }

    /// Applies to every call from then on, until the mock is reset.
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }
}
