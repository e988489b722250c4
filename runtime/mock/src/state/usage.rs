//! How much of each limit is used.

use std::borrow::Cow;
use std::time::SystemTime;

use super::AccountId;
use super::HashMap;
use super::clock::{day, seconds};
use super::saved::SavedCount;
use crate::{Limit, Operation, Per, Window};

/// A time, and how many seconds before midnight UTC a calendar day begins.
pub(crate) type Moment = (SystemTime, i64);

/// Successful calls.
#[derive(Debug, Default)]
pub(crate) struct Usage(HashMap<Counter, Count>);

/// What is counted together: by account, operation, limit and region; that is empty where nobody knows which was called.
pub(super) type Counter = (AccountId, &'static str, &'static str, Cow<'static, str>);

#[derive(Debug)]
struct Count {
    window: i64,
    calls: u64,
}

impl Usage {
    /// Whether no further call may succeed.
    pub(crate) fn is_used_up(
        &self,
        account: &AccountId,
        operation: &'static Operation,
        limit: &'static Limit,
        region: Option<&'static str>,
        now: Moment,
    ) -> bool {
        let Some(counter) = counter(account, operation, limit, region) else { return false };
        let calls = match self.0.get(&counter) {
            Some(count) if count.window == window(limit, now) => count.calls,
            _ => 0,
        };
        calls >= limit.count
    }

    pub(super) fn save(&self) -> Vec<SavedCount> {
        let mut saved: Vec<_> = self
            .0
            .iter()
            .map(|((account, operation, limit, region), count)| SavedCount {
                account: account.to_string(),
                operation: (*operation).to_owned(),
                limit: (*limit).to_owned(),
                region: region.to_string(),
                window: count.window,
                calls: count.calls,
            })
            .collect();
        saved.sort_by(|a, b| a.counter().cmp(&b.counter()));
        saved
    }

    pub(super) fn put_saved(&mut self, counter: Counter, saved: &SavedCount) {
        self.0.insert(counter, Count { window: saved.window, calls: saved.calls });
    }

    /// Counts a successful call, unless it was made in a region that the limit is not about.
    pub(crate) fn count(
        &mut self,
        account: &AccountId,
        operation: &'static Operation,
        limit: &'static Limit,
        region: Option<&'static str>,
        now: Moment,
    ) {
        let Some(counter) = counter(account, operation, limit, region) else { return };
        let window = window(limit, now);
        let count = self.0.entry(counter).or_insert(Count { window, calls: 0 });
        if count.window != window {
            *count = Count { window, calls: 0 };
        }
        count.calls += 1;
    }
}

/// What a call in a region counts for; nothing if the limit is about another one, or nobody knows which was called.
fn counter(
    account: &AccountId,
    operation: &'static Operation,
    limit: &'static Limit,
    region: Option<&'static str>,
) -> Option<Counter> {
    if limit.region.is_some() && limit.region != region {
        return None;
    }
    match limit.per {
        Per::Account => Some((account.clone(), operation.id, limit.name, Cow::Borrowed(region.unwrap_or_default()))),
    }
}

fn window(limit: &Limit, (now, before_utc): Moment) -> i64 {
    match limit.window {
        Window::Second => seconds(now),
        Window::Minute => seconds(now).div_euclid(60),
        Window::Hour => seconds(now).div_euclid(60 * 60),
        Window::Day => day(now, before_utc),
    }
}
