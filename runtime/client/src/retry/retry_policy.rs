//! How often, and after how long, a call is attempted again.

use std::time::Duration;

/// How often, and after how long, a call is attempted again. It does not decide which calls are repeated: see
/// [`RetryReason`](twinspec_core::RetryReason).
///
/// Before retry *n* the client waits for a random time between zero and base delay × 2ⁿ⁻¹, at most the longest delay:
/// exponential back-off with full jitter. If the response says how long to wait, that time is used instead; if it is
/// more than [`max_retry_after`](Self::max_retry_after), the call fails at once.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_client::RetryPolicy;
///
/// const PATIENT: RetryPolicy = RetryPolicy::new().attempts(6).base_delay(Duration::from_millis(500));
/// assert_ne!(PATIENT, RetryPolicy::default());
/// assert_eq!(RetryPolicy::none(), RetryPolicy::new().attempts(1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
}

impl RetryPolicy {
    /// Three attempts in all, base delay 100 milliseconds, longest delay 20 seconds, up to 60 seconds if the
    /// service asks for them.
    pub const fn new() -> Self {
        RetryPolicy {
            attempts: 3,
            base_delay: Duration::from_millis(100),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
        }
    }

    /// One attempt: nothing is repeated.
    pub const fn none() -> Self {
        RetryPolicy::new().attempts(1)
    }

    /// The largest number of attempts, including the first; 0 counts as 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The longest time before the first retry, in whole milliseconds; it doubles with each retry.
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The longest time before any retry, in whole milliseconds.
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest time that the client waits if the service asks for it; if it asks for more, there is no retry.
    pub const fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts <= self.attempts
    }

    /// How long to wait before a retry, 1 for the first; `None` if that is too long. `random` is any number.
    pub(crate) fn delay(&self, retry: u32, retry_after: Option<Duration>, random: u64) -> Option<Duration> {
        if let Some(retry_after) = retry_after {
            return (retry_after <= self.max_retry_after).then_some(retry_after);
        }
        let factor = 2_u32.saturating_pow(retry.saturating_sub(1));
        let longest = self.base_delay.saturating_mul(factor).min(self.max_delay).as_millis();
        // `random` of all 64-bit numbers is to one what the delay is to the longest, rounded down to whole
        // milliseconds, which is what is sent to the service.
        let longest = u64::try_from(longest).unwrap_or(u64::MAX);
        let scaled = (u128::from(random) * (u128::from(longest) + 1)) >> 64;
        Some(Duration::from_millis(u64::try_from(scaled).unwrap_or(longest)))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy::new()
    }
}
