//! Whose call it is.

mod acs3;
mod acs4;
mod bearer;
mod nonces;
mod roa_v1;
mod rpc_v1;
mod security_token;
mod signed;

use std::time::{Duration, SystemTime};

use subtle::ConstantTimeEq;
use twinspec_core::time;

pub(crate) use nonces::Nonces;
use twinspec_mock::protocol::{Incoming, Request};

use super::AlibabaMock;
use crate::mock::identity::{Caller, FoundKey};
use crate::mock::refusals::{common, missing};
use twinspec_mock::protocol::Refusal;

/// How far the timestamp of a request may be from the time it arrives, before and after.
const VALIDITY: Duration = Duration::from_secs(15 * 60);

/// How a request is signed. The headers `x-acs-action` and `x-acs-version` tell nothing of it: clients of
/// the older signature send them too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Signature V3: an `Authorization` header that starts with `ACS3-`.
    Acs3,
    /// Signature V4: an `Authorization` header that starts with `ACS4-`.
    Acs4,
    /// The older RPC signature: a parameter `Signature`.
    RpcV1,
    /// The older ROA signature: an `Authorization` header that starts with `acs `.
    RoaV1,
    /// A bearer token instead of a signature.
    Bearer,
    /// Not signed.
    Unsigned,
}

impl Scheme {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let authorization = request.header("authorization");
        let is_bearer = || request.header("x-acs-bearer-token").is_some() || request.parameter("BearerToken").is_some();
        match authorization {
            Some(text) if text.starts_with("ACS3-") => Scheme::Acs3,
            Some(text) if text.starts_with("acs ") => Scheme::RoaV1,
            Some(text) if text.starts_with("ACS4-") => Scheme::Acs4,
            _ if request.parameter("Signature").is_some() => Scheme::RpcV1,
            _ if is_bearer() => Scheme::Bearer,
            _ => Scheme::Unsigned,
        }
    }
}

/// What a signature says of itself, whichever it is.
struct Claim<'a> {
    access_key_id: &'a str,
    /// `None` if it is not well formed.
    time: Option<SystemTime>,
    /// `None` if this signature may go without one.
    nonce: Option<&'a str>,
}

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
    let key = alibaba.accounts.key(claim.access_key_id).ok_or_else(|| common("InvalidAccessKeyId.NotFound"))?;
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

/// The refusal of a signature 1.0. aliyun-python-sdk-core takes what is between the first and the second colon, and
/// compares it with its own string to sign: nothing may follow it.
fn v1_mismatch(string_to_sign: &str) -> Refusal {
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    mismatch(message)
}

/// The refusal of a signature. What was to be signed is all of the request.
fn mismatch(message: String) -> Refusal {
    let mut refusal = Refusal::new(400, "SignatureDoesNotMatch", message);
    refusal.repeats_request = true;
    refusal
}

/// Compares signatures in a time that does not depend on where they differ.
fn equal(expected: &str, given: &str) -> bool {
    let pairs = expected.bytes().zip(given.bytes());
    let difference = pairs.fold(0, |difference, (one, other)| difference | (one ^ other));
    expected.len() == given.len() && difference.ct_eq(&0).into()
}

/// The value of a header that has to be there, and the name of the parameter that it stands for.
fn mandatory_header<'a>(request: &'a Request<'_>, header: &str, parameter: &str) -> Result<&'a str, Refusal> {
    request
        .header(header)
        .filter(|value| !value.is_empty())
        .ok_or_else(|| missing(parameter).with_hint(format!("it is sent as the header {header}")))
}
