//! Bearer tokens, which stand in the place of a signature.

use super::equal;
use crate::gateway::{Gateway, Request};
use crate::identity::{Caller, Principal};
use crate::refusal::Refusal;

/// Who calls with the bearer token of the request.
pub(super) fn authenticate(gateway: &Gateway, request: &Request<'_>) -> Result<Caller, Refusal> {
    let header = request.header("x-acs-bearer-token");
    let given = header.or_else(|| request.parameter("BearerToken")).unwrap_or_default();
    let known = gateway.bearer_tokens.iter().find(|token| equal(token.token(), given));
    match known {
        Some(token) => Ok(Caller { access_key_id: "".into(), principal: Principal::Account(token.account().clone()) }),
        None => Err(Refusal::invalid("BearerToken").with_hint("the mock was not told of this bearer token")),
    }
}
