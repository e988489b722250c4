//! Points in time as policies write them.

use std::time::SystemTime;

use jiff::Timestamp;

/// Reads ISO 8601 with any offset, `2026-11-24T08:00:00+08:00` or `2026-11-24T00:00:00Z`.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    // The last day of the year 9999, at which what never ends does, is too late for a `Timestamp`.
    let late = || twinspec_core::time::parse(text);
    text.parse::<Timestamp>().ok().and_then(|time| SystemTime::try_from(time).ok()).or_else(late)
}
