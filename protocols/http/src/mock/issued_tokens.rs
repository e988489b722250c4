//! Tokens of OAuth 2 that a mock has issued.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// No more tokens are remembered. When there are so many, those that have expired are forgotten; while none has, no more are
/// issued.
const MAX_TOKENS: usize = 10_000;

/// The tokens that a mock has issued.
#[derive(Default)]
pub(super) struct IssuedTokens(Mutex<Issued>);

#[derive(Default)]
struct Issued {
    /// How many there ever were, so that none comes twice.
    count: u64,
    tokens: HashMap<String, IssuedToken>,
}

/// A token that a mock has issued.
#[derive(Debug, Clone)]
pub(super) struct IssuedToken {
    /// By the virtual clock.
    pub(super) expires_at: SystemTime,
    /// Those that were asked for; all if none were.
    scopes: Vec<String>,
}

impl IssuedToken {
    /// Whether the token is good for these scopes.
    pub(super) fn covers(&self, scopes: &[&str]) -> bool {
        self.scopes.is_empty() || scopes.iter().all(|scope| self.scopes.iter().any(|granted| granted == scope))
    }
}

impl IssuedTokens {
    /// How long a token is good.
    pub(super) const LIFETIME: Duration = Duration::from_secs(3600);

    pub(super) fn token(&self, token: &str) -> Option<IssuedToken> {
        self.lock().tokens.get(token).cloned()
    }

    pub(super) fn forget(&self) {
        self.lock().tokens.clear();
    }

    /// A new token for these scopes; `None` if too many are good.
    pub(super) fn issue(&self, scopes: Vec<String>, now: SystemTime) -> Option<String> {
        let mut issued = self.lock();
        // One that has expired is remembered, so that it is refused, as long as there is room for it.
        if issued.tokens.len() >= MAX_TOKENS {
            issued.tokens.retain(|_, token| token.expires_at > now);
        }
        if issued.tokens.len() >= MAX_TOKENS {
            return None;
        }
        issued.count += 1;
        let token = format!("mock-token-{}", issued.count);
        let expires_at = now.checked_add(Self::LIFETIME).unwrap_or(now);
        issued.tokens.insert(token.clone(), IssuedToken { expires_at, scopes });
        Some(token)
    }

    fn lock(&self) -> MutexGuard<'_, Issued> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Without the tokens.
impl fmt::Debug for IssuedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedTokens").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn no_more_tokens_are_issued_than_can_be_remembered() {
        let tokens = IssuedTokens::default();
        let first = tokens.issue(Vec::new(), UNIX_EPOCH).expect("there is room");
        for _ in 1..MAX_TOKENS {
            tokens.issue(Vec::new(), UNIX_EPOCH).expect("there is room");
        }
        assert_eq!(tokens.issue(Vec::new(), UNIX_EPOCH), None);
        assert!(tokens.token(&first).is_some(), "one that was issued stays good");
        assert!(tokens.issue(Vec::new(), UNIX_EPOCH + IssuedTokens::LIFETIME).is_some());
        assert!(tokens.token(&first).is_none());
    }
}
