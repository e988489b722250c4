//! The figure of several measurements.

use std::time::Duration;

/// Sorts the times and returns the middle one.
pub(super) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
