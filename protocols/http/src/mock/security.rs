//! Whether a call has the credentials that its operation asks for.

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use twinspec_core::{Operation, Requirement};
use twinspec_mock::Service;
use twinspec_mock::protocol::{Refusal, Request};

use super::api::{ServedApi, ServedApis};
use super::issued_tokens::IssuedTokens;
use super::refusals;
use crate::{KeyLocation, Scheme, SchemeKind};

/// Whether all schemes are there that operations name.
pub(super) fn check(apis: &ServedApis, services: &[&'static Service]) -> Result<(), String> {
    let operations = services.iter().flat_map(|service| service.operations).map(|operation| operation.described);
    for operation in operations {
        let is_known = |name: &str| apis.get(operation.api).is_some_and(|api| api.scheme(name).is_some());
        let mut named = operation.security.iter().flat_map(|requirement| requirement.schemes);
        if let Some(unknown) = named.find(|name| !is_known(name)) {
            let name = operation.name;
            return Err(format!(
                "the operation {name} requires the security scheme `{unknown}`, which is not declared"
            ));
        }
    }
    Ok(())
}

/// What a mock knows of the secrets that callers may have.
#[derive(Clone, Copy)]
pub(super) struct Known<'m> {
    /// The only secret that is accepted, besides tokens that were issued; any if there is none.
    pub(super) accepted: Option<&'m str>,
    pub(super) issued: &'m IssuedTokens,
    /// By the virtual clock.
    pub(super) now: SystemTime,
}

/// How good the credentials of a call are for a scheme, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Good,
    /// The token was not issued for the scopes.
    LacksScope,
    /// The token has expired.
    Expired,
    Absent,
}

/// Refuses a call that meets no requirement of its operation. Which credentials it has does not matter, only that it has
/// some, unless only one secret is accepted, or it is a token that was issued here.
pub(super) fn check_call(
    api: &ServedApi,
    operation: &Operation,
    request: &Request<'_>,
    known: Known<'_>,
) -> Result<(), Refusal> {
    let of_requirement = |requirement: &'static Requirement| {
        let of_scheme = |name: &&str| {
            let scheme = api.scheme(name);
            scheme.map_or(Standing::Absent, |scheme| standing(scheme, requirement.scopes_of(name), request, known))
        };
        let worst = requirement.schemes.iter().map(of_scheme).max();
        (worst.unwrap_or(Standing::Good), requirement)
    };
    let best = operation.security.iter().map(of_requirement).min_by_key(|(standing, _)| *standing);
    match best {
        None | Some((Standing::Good, _)) => Ok(()),
        Some((Standing::LacksScope, requirement)) => {
            let wanted = requirement.schemes.iter().flat_map(|name| requirement.scopes_of(name)).copied();
            let wanted = wanted.collect::<Vec<_>>().join(" ");
            let mut refusal = refusals::common("Forbidden");
            refusal.hint = Some(format!("the token was issued without some of the scopes {wanted}"));
            challenge_with(&mut refusal, &format!("Bearer error=\"insufficient_scope\", scope=\"{wanted}\""));
            Err(refusal)
        }
        Some((Standing::Expired, _)) => {
            let mut refusal = refusals::common("Unauthorized");
            refusal.hint = Some("the token has expired".to_owned());
            challenge_with(&mut refusal, "Bearer error=\"invalid_token\"");
            Err(refusal)
        }
        Some((Standing::Absent, _)) => Err(lacks_credentials(api, operation)),
    }
}

fn lacks_credentials(api: &ServedApi, operation: &Operation) -> Refusal {
    let alternatives: Vec<_> = operation.security.iter().map(|requirement| requirement.schemes.join(" and ")).collect();
    let mut refusal = refusals::common("Unauthorized");
    refusal.hint = Some(format!("the call needs a credential of {}", alternatives.join(", or of ")));
    let named = operation.security.iter().flat_map(|requirement| requirement.schemes);
    let mut challenges: Vec<_> = named.filter_map(|name| challenge(api.scheme(name)?)).collect();
    challenges.sort_unstable();
    challenges.dedup();
    if !challenges.is_empty() {
        // One header with all of them, as RFC 9110 allows.
        challenge_with(&mut refusal, &challenges.join(", "));
    }
    refusal
}

fn challenge_with(refusal: &mut Refusal, challenge: &str) {
    if let Ok(value) = HeaderValue::from_str(challenge) {
        refusal.headers.push(("www-authenticate", value));
    }
}

fn standing(scheme: &Scheme, scopes: &[&str], request: &Request<'_>, known: Known<'_>) -> Standing {
    // What happens below HTTP is not seen here.
    if scheme.kind == SchemeKind::MutualTls {
        return Standing::Good;
    }
    let Some(secret) = credential(scheme, request) else { return Standing::Absent };
    match known.issued.token(&secret) {
        Some(token) if token.expires_at <= known.now => Standing::Expired,
        Some(token) if !token.covers(scopes) => Standing::LacksScope,
        Some(_) => Standing::Good,
        None if known.accepted.is_none_or(|accepted| accepted == secret) => Standing::Good,
        None => Standing::Absent,
    }
}

/// Whether a header, whose name is in lower case, carries a key.
pub(super) fn is_key_header(apis: &ServedApis, name: &str) -> bool {
    keys(apis).any(|(location, key)| location == KeyLocation::Header && key.eq_ignore_ascii_case(name))
}

/// Whether a parameter of the query carries a key.
pub(super) fn is_key_parameter(apis: &ServedApis, name: &str) -> bool {
    keys(apis).any(|(location, key)| location == KeyLocation::Query && key == name)
}

fn keys(apis: &ServedApis) -> impl Iterator<Item = (KeyLocation, &'static str)> {
    apis.schemes().filter_map(|scheme| match scheme.kind {
        SchemeKind::ApiKey { location, name } => Some((location, name)),
        _ => None,
    })
}

/// The secret that a request has for a scheme.
fn credential(scheme: &Scheme, request: &Request<'_>) -> Option<String> {
    let authorization = request.header("authorization");
    let authorized_by = |scheme: &str| {
        let (given, rest) = authorization?.split_once(' ')?;
        given.eq_ignore_ascii_case(scheme).then(|| rest.trim().to_owned())
    };
    let secret = match scheme.kind {
        SchemeKind::Bearer | SchemeKind::ClientCredentials { .. } => authorized_by("Bearer"),
        SchemeKind::MutualTls => None,
        SchemeKind::Basic => authorized_by("Basic").map(|pair| password(&pair).unwrap_or(pair)),
        SchemeKind::ApiKey { location: KeyLocation::Header, name } => {
            request.header(&name.to_ascii_lowercase()).map(str::to_owned)
        }
        SchemeKind::ApiKey { location: KeyLocation::Query, name } => {
            let mut named = request.query().iter().filter(|(key, _)| key == name);
            named.next().map(|(_, value)| value.clone().into_owned())
        }
        SchemeKind::ApiKey { location: KeyLocation::Cookie, name } => {
            let cookies = request.headers_of("cookie").flat_map(|value| value.split(';'));
            let mut pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        }
        // How it would be met is not known here.
        SchemeKind::Other(_) => authorization.map(|value| {
            let value = value.trim();
            value.split_once(' ').map_or(value, |(_, rest)| rest).to_owned()
        }),
    };
    secret.filter(|secret| !secret.is_empty())
}

/// The password of credentials of the scheme `Basic` (RFC 7617 2).
pub(super) fn password(pair: &str) -> Option<String> {
    let decoded = String::from_utf8(STANDARD.decode(pair).ok()?).ok()?;
    decoded.split_once(':').map(|(_, password)| password.to_owned())
}

/// What `WWW-Authenticate` says of a scheme; nothing has been agreed on for keys.
fn challenge(scheme: &Scheme) -> Option<&'static str> {
    match scheme.kind {
        SchemeKind::Bearer | SchemeKind::ClientCredentials { .. } => Some("Bearer"),
        SchemeKind::Basic => Some("Basic realm=\"mock\""),
        SchemeKind::ApiKey { .. } | SchemeKind::MutualTls | SchemeKind::Other(_) => None,
    }
}
