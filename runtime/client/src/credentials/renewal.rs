//! Credentials that are fetched, kept, and fetched anew before they expire.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use twinspec_core::time;

use super::renewal_rules::{Due, Kept};
use super::{CredentialsError, Expiring, RenewalRules};
use crate::Clock;

/// Credentials that are fetched when they are first needed, kept, and fetched anew before they expire.
///
/// * The caller that finds them due fetches them; meanwhile the others go on with the old ones, up to a minute before
///   these expire. From then on, and at the beginning, all callers wait for the same fetch and share what it
///   brings, the error too.
/// * A fetch goes on as long as one of its callers is there. If all give up it ends, and the next caller begins
///   another one.
/// * If a fetch fails, the old credentials are used until they expire. It is repeated after 1 second, then after 2,
///   4 and so on, at most 60.
///
/// ```
/// use std::sync::Arc;
/// use std::time::{Duration, SystemTime};
///
/// use twinspec_client::SystemClock;
/// use twinspec_client::credentials::{CredentialsError, Expiring, Renewal, RenewalRules};
///
/// #[derive(Clone)]
/// struct Ticket(SystemTime);
///
/// impl Expiring for Ticket {
///     fn expiration(&self) -> Option<SystemTime> {
///         Some(self.0)
///     }
/// }
///
/// async fn ticket(tickets: &Renewal<Ticket>) -> Result<Ticket, CredentialsError> {
///     tickets.get(|| async { Ok(Ticket(SystemTime::now() + Duration::from_secs(3600))) }).await
/// }
///
/// let tickets = Renewal::new(RenewalRules::ahead(Duration::from_secs(60)), Arc::new(SystemClock));
/// # drop(ticket(&tickets));
/// ```
pub struct Renewal<T> {
    inner: Arc<Inner<T>>,
}

struct Inner<T> {
    rules: RenewalRules,
    clock: Arc<dyn Clock>,
    state: Mutex<State<T>>,
}

type Fetch<T> = Pin<Box<dyn Future<Output = Result<T, CredentialsError>> + Send>>;

struct State<T> {
    kept: Option<Kept<T>>,
    /// Held by the callers that wait for it, so that it ends when the last of them is gone.
    refresh: Option<WeakShared<Fetch<T>>>,
}

/// What a caller gets.
enum Answer<T: Clone> {
    Kept(T),
    Refresh(Shared<Fetch<T>>),
}

impl<T: Expiring> Renewal<T> {
    /// Nothing has been fetched yet.
    pub fn new(rules: RenewalRules, clock: Arc<dyn Clock>) -> Self {
        let state = Mutex::new(State { kept: None, refresh: None });
        Renewal { inner: Arc::new(Inner { rules, clock, state }) }
    }

    /// The credentials, which are fetched if they are due and nobody does that already.
    ///
    /// # Errors
    ///
    /// Those of the fetch, and new credentials that have expired.
    pub async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<T, CredentialsError>
    where
        F: Future<Output = Result<T, CredentialsError>> + Send + 'static,
    {
        match self.answer(fetch) {
            Answer::Kept(value) => Ok(value),
            Answer::Refresh(refresh) => refresh.await,
        }
    }

    /// Forgets the credentials if they are those that are meant. The next caller fetches new ones.
    pub fn discard(&self, is_meant: impl FnOnce(&T) -> bool) {
        let mut state = self.inner.state();
        if state.kept.as_ref().is_some_and(|kept| is_meant(&kept.value)) {
            state.kept = None;
        }
    }

    fn answer<F>(&self, fetch: impl FnOnce() -> F) -> Answer<T>
    where
        F: Future<Output = Result<T, CredentialsError>> + Send + 'static,
    {
        let now = self.inner.clock.now();
        let mut state = self.inner.state();
        let due = state.kept.as_ref().map_or(Due::Now, |kept| kept.due(now));
        let running = state.refresh.as_ref().and_then(WeakShared::upgrade);
        match (&state.kept, running) {
            (Some(kept), _) if due == Due::No => Answer::Kept(kept.value.clone()),
            (Some(kept), Some(_)) if due == Due::Soon => Answer::Kept(kept.value.clone()),
            (_, Some(running)) => Answer::Refresh(running),
            (_, None) => {
                let (inner, fetch) = (Arc::clone(&self.inner), fetch());
                let refresh: Fetch<T> = Box::pin(async move { inner.settle(fetch.await) });
                let refresh = refresh.shared();
                state.refresh = refresh.downgrade();
                Answer::Refresh(refresh)
            }
        }
    }
}

impl<T> Inner<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Expiring> Inner<T> {
    /// Keeps what was fetched, and decides what the callers get.
    fn settle(&self, fetched: Result<T, CredentialsError>) -> Result<T, CredentialsError> {
        let now = self.clock.now();
        let mut state = self.state();
        state.refresh = None;
        let fetched = fetched.and_then(|value| match value.expiration() {
            Some(expiration) if expiration <= now => Err(CredentialsError::new(format!(
                "the new credentials expired at {}, and the time is {}; check the clock of this machine",
                time::format(expiration),
                time::format(now),
            ))),
            _ => Ok(value),
        });
        match (fetched, &mut state.kept) {
            (Ok(value), kept) => {
                let expiration = value.expiration().map(time::format);
                tracing::debug!(provider = value.provider(), expiration, "new credentials");
                *kept = Kept::new(value.clone(), now, self.rules);
                Ok(value)
            }
            (Err(error), Some(kept)) if kept.is_usable(now) => {
                tracing::warn!(error = %error, "credentials could not be renewed; the old ones are used");
                kept.pause(now);
                Ok(kept.value.clone())
            }
            (Err(error), _) => Err(error),
        }
    }
}

/// Clones share what is kept.
impl<T> Clone for Renewal<T> {
    fn clone(&self) -> Self {
        Renewal { inner: Arc::clone(&self.inner) }
    }
}

/// Nothing of the credentials.
impl<T> fmt::Debug for Renewal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewal").field("rules", &self.inner.rules).finish_non_exhaustive()
    }
}
