//! When credentials that expire are fetched anew.

use std::time::{Duration, SystemTime};

use crate::Credentials;

/// How much of their life credentials may have left at most when they are fetched anew.
const SHARE: u32 = 4;

/// Less than this before credentials expire, everyone waits for new ones: a request that is signed with the old
/// ones might arrive too late.
const LAST_MINUTE: Duration = Duration::from_secs(60);

/// The longest pause after refreshes that failed.
const MAX_PAUSE: Duration = Duration::from_secs(60);

/// What differs between providers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// How long before they expire credentials are fetched anew.
    pub(super) ahead: Duration,
    /// After which time they are fetched anew however long they have left.
    pub(super) at_least_every: Option<Duration>,
    /// Whether credentials that have expired are used as long as there are no newer ones.
    pub(super) keeps_expired: bool,
}

/// As the official SDKs do for sessions of Security Token Service.
impl Default for Rules {
    fn default() -> Self {
        Rules { ahead: Duration::from_secs(15 * 60), at_least_every: None, keeps_expired: false }
    }
}

/// Credentials that are used until newer ones are there.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) credentials: Credentials,
    refresh_at: SystemTime,
    wait_from: SystemTime,
    expires_at: SystemTime,
    keeps_expired: bool,
    failures: u32,
    paused_until: Option<SystemTime>,
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

impl Kept {
    /// Credentials that came at a time. `None` if they do not tell when they expire: then they are good for one use.
    pub(super) fn new(credentials: Credentials, now: SystemTime, rules: Rules) -> Option<Self> {
        let expires_at = credentials.expiration()?;
        let life = expires_at.duration_since(now).unwrap_or_default();
        // A session may be shorter than the time ahead of its end, or hardly longer.
        let margin = rules.ahead.min(life / SHARE);
        let mut refresh_at = expires_at.checked_sub(margin).unwrap_or(now);
        if let Some(at_least) = rules.at_least_every.and_then(|every| now.checked_add(every)) {
            refresh_at = refresh_at.min(at_least);
        }
        let wait_from = expires_at.checked_sub(margin.min(LAST_MINUTE)).unwrap_or(now);
        let keeps_expired = rules.keeps_expired;
        Some(Kept { credentials, refresh_at, wait_from, expires_at, keeps_expired, failures: 0, paused_until: None })
    }

    pub(super) fn due(&self, now: SystemTime) -> Due {
        let paused = self.paused_until.is_some_and(|until| now < until) && self.is_usable(now);
        if now < self.refresh_at || paused {
            Due::No
        } else if now < self.wait_from {
            Due::Soon
        } else {
            Due::Now
        }
    }

    /// Whether the credentials are better than none.
    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        now < self.expires_at || self.keeps_expired
    }

    /// After a refresh that failed the next one waits: one second, then twice as long each time.
    pub(super) fn pause(&mut self, now: SystemTime) {
        let pause = Duration::from_secs(1 << self.failures.min(6)).min(MAX_PAUSE);
        self.failures = self.failures.saturating_add(1);
        self.paused_until = now.checked_add(pause);
    }
}
