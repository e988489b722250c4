//! The credentials of a client that fetches its tokens.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use twinspec_client::credentials::{
    CredentialsCall, CredentialsError, CredentialsFuture, CredentialsProvider, Renewal, RenewalRules,
};
use twinspec_client::{Clock, SystemClock};
use twinspec_core::{Authorize, CallFacts, RequestDraft, RequestError};

use super::{Token, TokenProvider, TokenRequest};
use crate::credentials::met;
use crate::{Credentials, Http, Scheme, SchemeKind, token_url};

/// A token is fetched so long before the old one expires.
const RULES: RenewalRules = RenewalRules::ahead(Duration::from_secs(5 * 60)).keeps_endless();

/// What a token is for: a scheme and some scopes.
type Purpose = (&'static str, &'static [&'static str]);

/// Credentials that do not change, and tokens that are fetched.
pub(crate) struct Tokens {
    credentials: Credentials,
    provider: Arc<dyn TokenProvider>,
    clock: Arc<dyn Clock>,
    kept: Mutex<HashMap<Purpose, Renewal<Token>>>,
}

impl Tokens {
    pub(crate) fn new(credentials: Credentials, provider: Arc<dyn TokenProvider>) -> Self {
        Tokens::with_clock(credentials, provider, Arc::new(SystemClock))
    }

    pub(super) fn with_clock(
        credentials: Credentials,
        provider: Arc<dyn TokenProvider>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Tokens { credentials, provider, clock, kept: Mutex::default() }
    }

    /// Whether a token is fetched for a scheme. A bearer token that was set goes before those of the provider, unless the
    /// scheme says where they are issued.
    fn serves(&self, scheme: &Scheme) -> bool {
        match scheme.kind {
            SchemeKind::ClientCredentials { .. } => self.provider.serves(scheme),
            SchemeKind::Bearer => !self.credentials.has_bearer_token() && self.provider.serves(scheme),
            _ => false,
        }
    }

    fn kept(&self, purpose: Purpose) -> Renewal<Token> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(purpose).or_insert_with(|| Renewal::new(RULES, Arc::clone(&self.clock))).clone()
    }

    async fn fetch(
        &self,
        scheme: &'static Scheme,
        scopes: &'static [&'static str],
        call: CredentialsCall<'_>,
    ) -> Result<Fetched, CredentialsError> {
        let renewal = self.kept((scheme.name, scopes));
        let fetch = || {
            let (provider, clock) = (Arc::clone(&self.provider), Arc::clone(&self.clock));
            let request = TokenRequest {
                scheme,
                scopes,
                token_url: match (scheme.kind, Http::of(call.operation.api)) {
                    (SchemeKind::ClientCredentials { token_url: described }, Some(protocol)) => {
                        Some(token_url::resolve(described, protocol, call.endpoint))
                    }
                    _ => None,
                },
                user_agent: call.user_agent.to_owned(),
                transport: Arc::clone(call.transport),
            };
            async move { Ok(provider.token(request).await?.fetched_at(clock.now())) }
        };
        let token = renewal.get(fetch).await?;
        Ok(Fetched { scheme, token, renewal })
    }
}

impl CredentialsProvider for Tokens {
    fn credentials<'a>(&'a self, call: CredentialsCall<'a>) -> CredentialsFuture<'a> {
        Box::pin(async move {
            let mut tokens = Vec::new();
            let is_met = |scheme: &Scheme| self.serves(scheme) || self.credentials.meets(scheme);
            if let Some((requirement, schemes)) = met(call.operation, is_met) {
                for scheme in schemes.into_iter().filter(|scheme| self.serves(scheme)) {
                    tokens.push(self.fetch(scheme, requirement.scopes_of(scheme.name), call).await?);
                }
            }
            Ok(Arc::new(WithTokens { credentials: self.credentials.clone(), tokens }) as Arc<dyn Authorize>)
        })
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("credentials", &self.credentials).finish_non_exhaustive()
    }
}

/// What one request is authorized with.
struct WithTokens {
    credentials: Credentials,
    tokens: Vec<Fetched>,
}

struct Fetched {
    scheme: &'static Scheme,
    token: Token,
    renewal: Renewal<Token>,
}

impl Authorize for WithTokens {
    fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        self.credentials.authorize_with(draft, |scheme| {
            self.tokens.iter().find(|fetched| fetched.scheme == scheme).map(|fetched| fetched.token.secret())
        })
    }

    /// Another call may have fetched a new token in the meantime, which is kept.
    fn refused(&self) -> bool {
        for Fetched { token, renewal, .. } in &self.tokens {
            renewal.discard(|kept| kept.is(token));
        }
        !self.tokens.is_empty()
    }
}

impl fmt::Debug for WithTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self.tokens.iter().map(|fetched| fetched.scheme.name).collect();
        f.debug_struct("WithTokens").field("credentials", &self.credentials).field("tokens", &schemes).finish()
    }
}
