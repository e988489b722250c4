//! One cache for all credentials that expire.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::Credentials;
use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
use twinspec_core::time;

use super::refresh::{Due, Kept, Rules};
use super::{CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};
use twinspec_client::Clock;

/// Keeps the credentials of a provider that fetches them, and asks it again before they expire.
///
/// * They are fetched anew 15 minutes before they [expire](Credentials::expiration), or when a quarter of their life
///   is left if that is later. Credentials that do not tell when they expire are fetched for each request.
/// * The caller that finds them due fetches them; meanwhile the others go on with the old ones, up to a minute before
///   these expire. From then on, and at the beginning, all callers wait for the same fetch and share what it
///   brings, the error too.
/// * A fetch goes on as long as one of its callers is there. If all give up it ends, and the next caller begins
///   another one.
/// * If a fetch fails, the old credentials are used until they expire. It is repeated after 1 second, then after 2,
///   4 and so on, at most 60.
///
/// All providers of this crate that fetch something behave so. To give it to one's own:
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use twinspec_alibaba::credentials::{Cached, CredentialsFuture, CredentialsProvider, ProviderConfig};
/// use twinspec_alibaba::Credentials;
///
/// /// Hands out sessions of an hour.
/// #[derive(Debug)]
/// struct Vault;
///
/// impl CredentialsProvider for Vault {
///     fn credentials(&self) -> CredentialsFuture<'_> {
///         let session = Credentials::new("id", "secret").with_security_token("token");
///         let expiration = SystemTime::now() + Duration::from_secs(3600);
///         Box::pin(async move { Ok(session.with_expiration(expiration)) })
///     }
/// }
///
/// let provider = Cached::new(Vault, &ProviderConfig::new());
/// ```
pub struct Cached<P> {
    inner: Arc<Inner<P>>,
}

struct Inner<P> {
    provider: P,
    rules: Rules,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// Held by the callers that wait for it, so that it ends when the last of them is gone.
    refresh: Option<WeakShared<CredentialsFuture<'static>>>,
}

/// What a caller gets.
enum Answer {
    Kept(Credentials),
    Refresh(Shared<CredentialsFuture<'static>>),
}

impl<P: CredentialsProvider> Cached<P> {
    /// The credentials of a provider; the clock is that of the configuration.
    pub fn new(provider: P, config: &ProviderConfig) -> Self {
        Cached::with_rules(provider, config, Rules::default())
    }

    /// The same, fetched anew so long before they expire.
    pub fn ahead(provider: P, config: &ProviderConfig, ahead: Duration) -> Self {
        Cached::with_rules(provider, config, Rules { ahead, ..Rules::default() })
    }

    pub(super) fn with_rules(provider: P, config: &ProviderConfig, rules: Rules) -> Self {
        let inner = Inner { provider, rules, clock: config.time(), state: Mutex::default() };
        Cached { inner: Arc::new(inner) }
    }

    fn answer(&self) -> Answer {
        let now = self.inner.clock.now();
        let mut state = self.inner.state();
        let due = state.kept.as_ref().map_or(Due::Now, |kept| kept.due(now));
        let running = state.refresh.as_ref().and_then(WeakShared::upgrade);
        match (&state.kept, running) {
            (Some(kept), _) if due == Due::No => Answer::Kept(kept.credentials.clone()),
            (Some(kept), Some(_)) if due == Due::Soon => Answer::Kept(kept.credentials.clone()),
            (_, Some(running)) => Answer::Refresh(running),
            (_, None) => {
                let inner = Arc::clone(&self.inner);
                let refresh: CredentialsFuture<'static> = Box::pin(async move {
                    let fetched = inner.provider.credentials().await;
                    inner.settle(fetched)
                });
                let refresh = refresh.shared();
                state.refresh = refresh.downgrade();
                Answer::Refresh(refresh)
            }
        }
    }
}

impl<P> Inner<P> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what was fetched, and decides what the callers get.
    fn settle(&self, fetched: Result<Credentials, CredentialsError>) -> Result<Credentials, CredentialsError> {
        let now = self.clock.now();
        let mut state = self.state();
        state.refresh = None;
        let fetched = fetched.and_then(|credentials| match credentials.expiration() {
            Some(expiration) if expiration <= now => Err(CredentialsError::new(format!(
                "the new credentials expired at {}, and the time is {}; check the clock of this machine",
                time::format(expiration),
                time::format(now),
            ))),
            _ => Ok(credentials),
        });
        match (fetched, &mut state.kept) {
            (Ok(credentials), kept) => {
                let expiration = credentials.expiration().map(time::format);
                tracing::debug!(provider = credentials.provider(), expiration, "new credentials");
                *kept = Kept::new(credentials.clone(), now, self.rules);
                Ok(credentials)
            }
            (Err(error), Some(kept)) if kept.is_usable(now) => {
                tracing::warn!(error = %error, "credentials could not be renewed; the old ones are used");
                kept.pause(now);
                Ok(kept.credentials.clone())
            }
            (Err(error), _) => Err(error),
        }
    }
}

impl<P: CredentialsProvider> CredentialsProvider for Cached<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            match self.answer() {
                Answer::Kept(credentials) => Ok(credentials),
                Answer::Refresh(refresh) => refresh.await,
            }
        })
    }
}

impl<P: fmt::Debug> fmt::Debug for Cached<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.provider.fmt(f)
    }
}
