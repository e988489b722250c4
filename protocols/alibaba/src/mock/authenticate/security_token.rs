//! The security token that belongs to the access key of a session.

use super::equal::equal;
use crate::mock::described;
use crate::mock::identity::{Caller, FoundKey, Principal, RoleSession, is_security_token};
use crate::mock::refusals::common;
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;

/// Who calls with this access key, if the security token of the request belongs to it.
pub(super) fn check(call: &Incoming<'_>, key: FoundKey<'_>) -> Result<Caller, Refusal> {
    let request = call.request;
    let header = request.header("x-acs-security-token");
    let token = header.or_else(|| request.parameter("SecurityToken")).filter(|token| !token.is_empty());
    match (key, token) {
        (FoundKey::LongTerm { caller, .. }, None) => Ok(caller),
        (FoundKey::LongTerm { .. }, Some(token)) => {
            Err(foreign(token).with_hint("the access key does not belong to a session, so it has no security token"))
        }
        (FoundKey::Session(_), None) => Err(common("MissingSecurityToken")),
        (FoundKey::Session(session), Some(token)) => {
            check_session(call, &session, token)?;
            let session = described::current(call, session);
            Ok(Caller { access_key_id: session.access_key_id.clone(), principal: Principal::Role(session) })
        }
    }
}

fn check_session(call: &Incoming<'_>, session: &RoleSession, token: &str) -> Result<(), Refusal> {
    if !equal(session.token(), token) {
        return Err(foreign(token));
    }
    match session.has_expired(call.virtual_time()) {
        true => Err(common("InvalidSecurityToken.Expired")),
        false => Ok(()),
    }
}

/// A token that belongs to something else, or is none.
fn foreign(token: &str) -> Refusal {
    common(match is_security_token(token) {
        true => "InvalidSecurityToken.MismatchWithAccessKey",
        false => "InvalidSecurityToken.Malformed",
    })
}
