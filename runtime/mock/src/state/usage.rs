//! How much of each limit is used.

use std::time::SystemTime;

use super::clock::{day, seconds};
use super::saved::SavedCount;
use crate::gateway::AccountId;
use crate::hash_map::HashMap;
use crate::{Limit, Operation, Per, Window};

/// A time, and how many seconds before midnight UTC a calendar day begins.
pub(crate) type Moment = (SystemTime, i64);

/// Successful calls, by account, operation and limit.
#[derive(Debug, Default)]
pub(crate) struct Usage(HashMap<(AccountId, &'static str, &'static str), Count>);

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
        now: Moment,
    ) -> bool {
        let calls = match self.0.get(&key(account, operation, limit)) {
            Some(count) if count.window == window(limit, now) => count.calls,
            _ => 0,
        };
        calls >= limit.count
    }

    pub(super) fn save(&self) -> Vec<SavedCount> {
        let mut saved: Vec<_> = self
            .0
            .iter()
            .map(|((account, operation, limit), count)| SavedCount {
                account: account.to_string(),
                operation: (*operation).to_owned(),
                limit: (*limit).to_owned(),
                window: count.window,
                calls: count.calls,
            })
            .collect();
        saved.sort_by(|a, b| (&a.account, &a.operation, &a.limit).cmp(&(&b.account, &b.operation, &b.limit)));
        saved
    }

    pub(super) fn put_saved(&mut self, key: (AccountId, &'static str, &'static str), saved: &SavedCount) {
        self.0.insert(key, Count { window: saved.window, calls: saved.calls });
    }

    /// Counts a successful call.
    pub(crate) fn count(
        &mut self,
        account: &AccountId,
        operation: &'static Operation,
        limit: &'static Limit,
        now: Moment,
    ) {
        let window = window(limit, now);
        let count = self.0.entry(key(account, operation, limit)).or_insert(Count { window, calls: 0 });
        if count.window != window {
            *count = Count { window, calls: 0 };
        }
        count.calls += 1;
    }
}

fn key(
    account: &AccountId,
    operation: &'static Operation,
    limit: &'static Limit,
) -> (AccountId, &'static str, &'static str) {
    match limit.per {
        Per::Account => (account.clone(), operation.id, limit.name),
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
