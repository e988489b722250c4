//! Points in time as policies write them.

use std::time::SystemTime;

use jiff::Timestamp;

/// Reads ISO 8601 with any offset, `2026-11-24T08:00:00+08:00` or `2026-11-24T00:00:00Z`.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    SystemTime::try_from(text.parse::<Timestamp>().ok()?).ok()
}
