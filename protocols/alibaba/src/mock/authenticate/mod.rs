//! Whose call it is.

mod acs3;
mod acs4;
mod bearer;
mod claim;
mod equal;
mod roa_v1;
mod rpc_v1;
mod security_token;
mod signed;

use std::time::SystemTime;

use twinspec_core::time;
use twinspec_mock::protocol::Incoming;

use claim::Claim;

use super::alibaba_mock::AlibabaMock;
use super::nonces::VALIDITY;
use super::scheme::Scheme;
use crate::mock::described;
use crate::mock::identity::{Caller, FoundKey};
use crate::mock::refusals::{common, missing};
use twinspec_mock::protocol::Refusal;

/// Checks that the parameters all signatures have are there, the access key, the timestamp, the nonce, the
/// signature and the security token, in this order.
pub(super) fn authenticate(alibaba: &AlibabaMock, call: &Incoming<'_>, scheme: Scheme) -> Result<Caller, Refusal> {
    let request = call.request;
    match scheme {
        Scheme::Acs3 => {
            let signed = acs3::Signed::read(request)?;
            check(alibaba, call, &signed.claim(), |key| signed.verify(request, key))
        }
        Scheme::Acs4 => {
            let signed = acs4::Signed::read(request)?;
            check(alibaba, call, &signed.claim(), |key| signed.verify(request, key))
        }
        Scheme::RpcV1 => {
            let signed = rpc_v1::Signed::read(request)?;
            check(alibaba, call, &signed.claim(), |key| signed.verify(request, key))
        }
        Scheme::RoaV1 => {
            let signed = roa_v1::Signed::read(request)?;
            check(alibaba, call, &signed.claim(), |key| signed.verify(request, key))
        }
        Scheme::Bearer => bearer::authenticate(alibaba, request),
        Scheme::Unsigned if request.parameter("AccessKeyId").is_some() => Err(missing("Signature")),
        Scheme::Unsigned => {
            Err(missing("AccessKeyId")
                .with_hint("the request has neither an ACS3 Authorization header nor a Signature"))
        }
    }
}

fn check(
    alibaba: &AlibabaMock,
    call: &Incoming<'_>,
    claim: &Claim<'_>,
    verify: impl FnOnce(&FoundKey<'_>) -> Result<(), Refusal>,
) -> Result<Caller, Refusal> {
    let key = alibaba.accounts.key(claim.access_key_id);
    let key = key.or_else(|| described::key(call, claim.access_key_id));
    let key = key.ok_or_else(|| common("InvalidAccessKeyId.NotFound"))?;
    if key.is_disabled() {
        return Err(common("InvalidAccessKeyId.Inactive"));
    }
    let now = call.real_time();
    check_time(claim.time, now)?;
    let nonce_used = || common("SignatureNonceUsed");
    let nonce = match claim.nonce {
        None => None,
        Some(nonce) => {
            let nonces = alibaba.nonces();
            let nonce = nonces.nonce(claim.access_key_id, nonce);
            if nonces.contains(nonce) {
                return Err(nonce_used());
            }
            Some(nonce)
        }
    };
    verify(&key)?;
    let caller = security_token::check(call, key)?;
    // Only a genuine request uses its nonce, and of two that come at once only one does.
    match nonce.is_none_or(|nonce| alibaba.nonces().insert(nonce, now)) {
        true => Ok(caller),
        false => Err(nonce_used()),
    }
}

fn check_time(timestamp: Option<SystemTime>, now: SystemTime) -> Result<(), Refusal> {
    let Some(timestamp) = timestamp else {
        return Err(common("InvalidTimeStamp.Format"));
    };
    let distance = now.duration_since(timestamp).unwrap_or_else(|error| error.duration());
    match distance <= VALIDITY {
        true => Ok(()),
        false => {
            Err(common("InvalidTimeStamp.Expired").with_hint(format!("the time of the mock is {}", time::format(now))))
        }
    }
}
