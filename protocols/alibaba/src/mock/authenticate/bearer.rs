//! Bearer tokens, which take the place of a signature.

use super::equal::equal;
use crate::mock::AlibabaMock;
use crate::mock::identity::{Caller, Principal};
use crate::mock::refusals::invalid;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// Who calls with the bearer token of the request.
pub(super) fn authenticate(alibaba: &AlibabaMock, request: &Request<'_>) -> Result<Caller, Refusal> {
    let header = request.header("x-acs-bearer-token");
    let given = header.or_else(|| request.parameter("BearerToken")).unwrap_or_default();
    let known = alibaba.bearer_tokens.iter().find(|token| equal(token.token(), given));
    match known {
        Some(token) => Ok(Caller { access_key_id: "".into(), principal: Principal::Account(token.account().clone()) }),
        None => Err(invalid("BearerToken").with_hint("the mock does not know this bearer token")),
    }
}
