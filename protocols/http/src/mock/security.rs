//! Whether a call has the credentials that the API asks for.

use std::collections::BTreeMap;

use http::HeaderValue;
use twinspec_mock::protocol::{Refusal, Request};

use super::refusals;

/// A security scheme, as far as it says where a credential stands in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// `Authorization: Bearer …`: also that of OAuth 2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A header of this name.
    ApiKeyInHeader(String),
    /// A parameter of the query of this name.
    ApiKeyInQuery(String),
    /// A cookie of this name.
    ApiKeyInCookie(String),
}

/// The schemes of an API, and which of them a call needs.
#[derive(Debug, Default)]
pub(super) struct Security {
    /// By name.
    pub(super) schemes: BTreeMap<String, Scheme>,
    /// Of these one has to be met, by all of its schemes; without any, everyone may call.
    pub(super) requirements: Vec<Vec<String>>,
}

impl Scheme {
    /// Whether a request has a credential of this scheme, whichever.
    fn has_credential(&self, request: &Request<'_>) -> bool {
        let authorized_by = |scheme: &str| {
            let credential = request.header("authorization").and_then(|value| value.split_once(' '));
            credential.is_some_and(|(given, rest)| given.eq_ignore_ascii_case(scheme) && !rest.trim().is_empty())
        };
        match self {
            Scheme::Bearer => authorized_by("Bearer"),
            Scheme::Basic => authorized_by("Basic"),
            Scheme::ApiKeyInHeader(name) => {
                request.header(&name.to_ascii_lowercase()).is_some_and(|value| !value.is_empty())
            }
            Scheme::ApiKeyInQuery(name) => {
                request.query().iter().any(|(key, value)| key.as_ref() == name && !value.is_empty())
            }
            Scheme::ApiKeyInCookie(name) => {
                let mut cookies = request.headers_of("cookie").flat_map(|value| value.split(';'));
                cookies.any(|cookie| {
                    cookie.trim().split_once('=').is_some_and(|(key, value)| key == name && !value.is_empty())
                })
            }
        }
    }

    /// What `WWW-Authenticate` says of it; nothing has been agreed on for keys.
    fn challenge(&self) -> Option<&'static str> {
        match self {
            Scheme::Bearer => Some("Bearer"),
            Scheme::Basic => Some("Basic realm=\"mock\""),
            Scheme::ApiKeyInHeader(_) | Scheme::ApiKeyInQuery(_) | Scheme::ApiKeyInCookie(_) => None,
        }
    }
}

impl Security {
    /// Whether all schemes are there that requirements name.
    pub(super) fn check(&self) -> Result<(), String> {
        let mut named = self.requirements.iter().flatten();
        match named.find(|name| !self.schemes.contains_key(*name)) {
            Some(unknown) => Err(format!("a requirement names the security scheme `{unknown}`, which there is not")),
            None => Ok(()),
        }
    }

    /// Refuses a call that meets no requirement.
    pub(super) fn check_call(&self, request: &Request<'_>) -> Result<(), Refusal> {
        let has = |name: &String| self.schemes.get(name).is_some_and(|scheme| scheme.has_credential(request));
        let is_met = self.requirements.is_empty() || self.requirements.iter().any(|names| names.iter().all(has));
        if is_met {
            return Ok(());
        }
        let alternatives: Vec<_> = self.requirements.iter().map(|names| names.join(" and ")).collect();
        let mut refusal = refusals::common("Unauthorized");
        refusal.hint = Some(format!("the call needs a credential of {}", alternatives.join(", or of ")));
        let mut challenges: Vec<_> = self.schemes.values().filter_map(Scheme::challenge).collect();
        challenges.dedup();
        // One header with all of them, as RFC 9110 allows.
        if let (false, Ok(value)) = (challenges.is_empty(), HeaderValue::from_str(&challenges.join(", "))) {
            refusal.headers.push(("www-authenticate", value));
        }
        Err(refusal)
    }

    /// Whether a header, whose name is in lower case, carries a key.
    pub(super) fn is_key_header(&self, name: &str) -> bool {
        let mut schemes = self.schemes.values();
        schemes.any(|scheme| matches!(scheme, Scheme::ApiKeyInHeader(key) if key.eq_ignore_ascii_case(name)))
    }

    /// Whether a parameter of the query carries a key.
    pub(super) fn is_key_parameter(&self, name: &str) -> bool {
        self.schemes.values().any(|scheme| matches!(scheme, Scheme::ApiKeyInQuery(key) if key == name))
    }
}
