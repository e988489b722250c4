//! Whether a call has the credentials that its operation asks for.

use http::HeaderValue;
use twinspec_core::{Operation, Requirement};
use twinspec_mock::Service;
use twinspec_mock::protocol::{Refusal, Request};

use super::api::{ServedApi, ServedApis};
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

/// Refuses a call that meets no requirement of its operation. Which credentials it has does not matter, only that it has
/// some: the mock knows none.
pub(super) fn check_call(api: &ServedApi, operation: &Operation, request: &Request<'_>) -> Result<(), Refusal> {
    let has = |name: &&str| api.scheme(name).is_some_and(|scheme| has_credential(scheme, request));
    let is_met = |requirement: &Requirement| requirement.schemes.iter().all(has);
    if operation.security.is_empty() || operation.security.iter().any(is_met) {
        return Ok(());
    }
    let alternatives: Vec<_> = operation.security.iter().map(|requirement| requirement.schemes.join(" and ")).collect();
    let mut refusal = refusals::common("Unauthorized");
    refusal.hint = Some(format!("the call needs a credential of {}", alternatives.join(", or of ")));
    let named = operation.security.iter().flat_map(|requirement| requirement.schemes);
    let mut challenges: Vec<_> = named.filter_map(|name| challenge(api.scheme(name)?)).collect();
    challenges.sort_unstable();
    challenges.dedup();
    // One header with all of them, as RFC 9110 allows.
    if let (false, Ok(value)) = (challenges.is_empty(), HeaderValue::from_str(&challenges.join(", "))) {
        refusal.headers.push(("www-authenticate", value));
    }
    Err(refusal)
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

/// Whether a request has a credential of a scheme, whichever.
fn has_credential(scheme: &Scheme, request: &Request<'_>) -> bool {
    let authorization = request.header("authorization");
    let authorized_by = |scheme: &str| {
        let credential = authorization.and_then(|value| value.split_once(' '));
        credential.is_some_and(|(given, rest)| given.eq_ignore_ascii_case(scheme) && !rest.trim().is_empty())
    };
    match scheme.kind {
        SchemeKind::Bearer => authorized_by("Bearer"),
        SchemeKind::Basic => authorized_by("Basic"),
        SchemeKind::ApiKey { location: KeyLocation::Header, name } => {
            request.header(&name.to_ascii_lowercase()).is_some_and(|value| !value.is_empty())
        }
        SchemeKind::ApiKey { location: KeyLocation::Query, name } => {
            request.query().iter().any(|(key, value)| key == name && !value.is_empty())
        }
        SchemeKind::ApiKey { location: KeyLocation::Cookie, name } => {
            let mut cookies = request.headers_of("cookie").flat_map(|value| value.split(';'));
            cookies.any(|cookie| {
                cookie.trim().split_once('=').is_some_and(|(key, value)| key == name && !value.is_empty())
            })
        }
        // How it would be met is not known here.
        SchemeKind::Other(_) => authorization.is_some_and(|value| !value.trim().is_empty()),
    }
}

/// What `WWW-Authenticate` says of a scheme; nothing has been agreed on for keys.
fn challenge(scheme: &Scheme) -> Option<&'static str> {
    match scheme.kind {
        SchemeKind::Bearer => Some("Bearer"),
        SchemeKind::Basic => Some("Basic realm=\"mock\""),
        SchemeKind::ApiKey { .. } | SchemeKind::Other(_) => None,
    }
}
