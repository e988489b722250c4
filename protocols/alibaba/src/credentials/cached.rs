//! One cache for all credentials that expire.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::Credentials;
use twinspec_client::credentials::{Expiring, Renewal, RenewalRules};

use super::{CredentialsFuture, CredentialsProvider, ProviderConfig};

/// As the official SDKs do for sessions of Security Token Service.
pub(super) const AHEAD: Duration = Duration::from_secs(15 * 60);

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
    provider: Arc<P>,
    renewal: Renewal<Credentials>,
}

impl<P: CredentialsProvider> Cached<P> {
    /// The credentials of a provider; the clock is that of the configuration.
    pub fn new(provider: P, config: &ProviderConfig) -> Self {
        Cached::ahead(provider, config, AHEAD)
    }

    /// The same, fetched anew so long before they expire.
    pub fn ahead(provider: P, config: &ProviderConfig, ahead: Duration) -> Self {
        Cached::with_rules(provider, config, RenewalRules::ahead(ahead))
    }

    pub(super) fn with_rules(provider: P, config: &ProviderConfig, rules: RenewalRules) -> Self {
        Cached { provider: Arc::new(provider), renewal: Renewal::new(rules, config.time()) }
    }
}

impl Expiring for Credentials {
    fn expiration(&self) -> Option<SystemTime> {
        Credentials::expiration(self)
    }

    fn provider(&self) -> Option<&str> {
        Credentials::provider(self)
    }
}

impl<P: CredentialsProvider> CredentialsProvider for Cached<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        let fetch = || {
            let provider = Arc::clone(&self.provider);
            async move { provider.credentials().await }
        };
        Box::pin(self.renewal.get(fetch))
    }
}

impl<P: fmt::Debug> fmt::Debug for Cached<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.provider.fmt(f)
    }
}
