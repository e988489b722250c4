//! When credentials that expire are fetched anew.

use std::time::{Duration, SystemTime};

use super::Expiring;

/// How much of their life credentials may have left at most when they are fetched anew.
const SHARE: u32 = 4;

/// Less than this before credentials expire, everyone waits for new ones: a request that is authorized by the old
/// ones might arrive too late.
const LAST_MINUTE: Duration = Duration::from_secs(60);

/// The longest pause after refreshes that failed.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// What differs between the providers of a [`Renewal`](super::Renewal).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RenewalRules {
    ahead: Duration,
    at_least_every: Option<Duration>,
    keeps_expired: bool,
    keeps_endless: bool,
}

impl RenewalRules {
    /// New credentials are fetched so long before the old ones expire, or when a quarter of their life is left if that is
    /// later.
    pub const fn ahead(ahead: Duration) -> Self {
        RenewalRules { ahead, at_least_every: None, keeps_expired: false, keeps_endless: false }
    }

    /// And after this time at the latest, however long the old ones have left.
    pub const fn at_least_every(self, every: Duration) -> Self {
        RenewalRules { at_least_every: Some(every), ..self }
    }

    /// Credentials that have expired are used as long as there are no newer ones.
    pub const fn keeps_expired(self) -> Self {
        RenewalRules { keeps_expired: true, ..self }
    }

    /// Credentials that do not say when they expire are used until they are
    /// [discarded](super::Renewal::discard). By default they are good for one use.
    pub const fn keeps_endless(self) -> Self {
        RenewalRules { keeps_endless: true, ..self }
    }
}

/// Credentials that are used until newer ones are there.
#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) value: T,
    /// `None` if they do not expire.
    terms: Option<Terms>,
    keeps_expired: bool,
    failures: u32,
    paused_until: Option<SystemTime>,
}

#[derive(Debug)]
struct Terms {
    refresh_at: SystemTime,
    wait_from: SystemTime,
    expires_at: SystemTime,
}

/// What to do with the credentials that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// They are good.
    No,
    /// They are good, and somebody should fetch new ones.
    Soon,
    /// Nobody should use them.
    Now,
}

impl<T: Expiring> Kept<T> {
    /// Credentials that came at a time. `None` if they are good for one use.
    pub(super) fn new(value: T, now: SystemTime, rules: RenewalRules) -> Option<Self> {
        let terms = match value.expiration() {
            Some(expires_at) => Some(Terms::new(expires_at, now, rules)),
            None if rules.keeps_endless => None,
            None => return None,
        };
        Some(Kept { value, terms, keeps_expired: rules.keeps_expired, failures: 0, paused_until: None })
    }

    pub(super) fn due(&self, now: SystemTime) -> Due {
        let Some(terms) = &self.terms else { return Due::No };
        let paused = self.paused_until.is_some_and(|until| now < until) && self.is_usable(now);
        if now < terms.refresh_at || paused {
            Due::No
        } else if now < terms.wait_from {
            Due::Soon
        } else {
            Due::Now
        }
    }

    /// Whether the credentials are better than none.
    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        self.keeps_expired || self.terms.as_ref().is_none_or(|terms| now < terms.expires_at)
    }

    /// After a refresh that failed the next one waits: one second, then twice as long each time.
    pub(super) fn pause(&mut self, now: SystemTime) {
        let pause = Duration::from_secs(1 << self.failures.min(6)).min(MAX_PAUSE);
        self.failures = self.failures.saturating_add(1);
        self.paused_until = now.checked_add(pause);
    }
}

impl Terms {
    fn new(expires_at: SystemTime, now: SystemTime, rules: RenewalRules) -> Self {
        let life = expires_at.duration_since(now).unwrap_or_default();
        // A session may be shorter than the time ahead of its end, or hardly longer.
        let margin = rules.ahead.min(life / SHARE);
        let mut refresh_at = expires_at.checked_sub(margin).unwrap_or(now);
        if let Some(at_least) = rules.at_least_every.and_then(|every| now.checked_add(every)) {
            refresh_at = refresh_at.min(at_least);
        }
        let wait_from = expires_at.checked_sub(margin.min(LAST_MINUTE)).unwrap_or(now);
        Terms { refresh_at, wait_from, expires_at }
    }
}
