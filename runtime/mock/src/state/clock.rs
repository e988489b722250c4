//! The two clocks of a mock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// About 8,000 years, so that every time that can be reached can be written with four digits of year.
const FARTHEST: Duration = Duration::from_secs(250_000_000_000);

/// The real clock, which timestamps of requests are held against.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RealClock {
    /// Where it has stopped; it runs unless this is given.
    pub(crate) pinned: Option<SystemTime>,
}

impl RealClock {
    pub(crate) fn now(self) -> SystemTime {
        self.pinned.unwrap_or_else(SystemTime::now)
    }
}

/// The virtual clock, which limits run by. It can be advanced.
#[derive(Debug, Clone)]
pub(crate) struct VirtualClock {
    /// Where it starts and stays; it runs with the real clock unless this is given.
    start: Option<SystemTime>,
    advanced: Duration,
    /// How far it was set back, to a time of before.
    behind: Duration,
}

impl VirtualClock {
    pub(crate) fn new(start: Option<SystemTime>) -> Self {
        VirtualClock { start, advanced: Duration::ZERO, behind: Duration::ZERO }
    }

    pub(crate) fn now(&self, real: RealClock) -> SystemTime {
        let start = self.start.unwrap_or_else(|| real.now());
        let start = start.checked_sub(self.behind).unwrap_or(start);
        start.checked_add(self.advanced).unwrap_or(start)
    }

    /// Sets it to a time, from which it goes on.
    pub(crate) fn set(&mut self, time: SystemTime, real: RealClock) {
        let start = self.start.unwrap_or_else(|| real.now());
        (self.advanced, self.behind) = match time.duration_since(start) {
            Ok(ahead) => (ahead.min(FARTHEST), Duration::ZERO),
            Err(error) => (Duration::ZERO, error.duration()),
        };
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.advanced = self.advanced.saturating_add(by).min(FARTHEST);
    }

    pub(crate) fn reset(&mut self) {
        (self.advanced, self.behind) = (Duration::ZERO, Duration::ZERO);
    }
}

/// The number of the calendar day, counted from 1 January 1970, where a day begins so many seconds before midnight UTC.
pub(crate) fn day(time: SystemTime, before_utc: i64) -> i64 {
    const DAY: i64 = 24 * 60 * 60;
    seconds(time).saturating_add(before_utc).div_euclid(DAY)
}

/// Whole seconds since 1 January 1970 UTC, rounded down.
pub(crate) fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(error) => {
            let before = error.duration();
            let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            -whole - i64::from(before.subsec_nanos() > 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As at UTC+08:00.
    const EAST: i64 = 8 * 60 * 60;

    #[test]
    fn a_day_begins_at_sixteen_hours_utc() {
        let midnight = twinspec_core::time::parse("2026-11-24T16:00:00Z").unwrap();
        let before = midnight - Duration::from_nanos(1);
        assert_eq!(day(midnight, EAST), day(before, EAST) + 1);
        assert_eq!(day(midnight, EAST), day(midnight + Duration::from_secs(24 * 60 * 60 - 1), EAST));
    }

    #[test]
    fn a_day_before_1970_is_a_day_too() {
        let first = UNIX_EPOCH - Duration::from_secs(8 * 60 * 60);
        assert_eq!(day(first, EAST), 0);
        assert_eq!(day(first - Duration::from_nanos(1), EAST), -1);
    }

    #[test]
    fn a_clock_can_be_advanced_without_end() {
        let mut clock = VirtualClock::new(Some(UNIX_EPOCH));
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(RealClock::default()), UNIX_EPOCH + FARTHEST);
    }
}
