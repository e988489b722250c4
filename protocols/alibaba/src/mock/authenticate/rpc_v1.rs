//! The older RPC signature, `SignatureVersion=1.0`.

use crate::signature::rpc_v1;
use twinspec_core::time;

use super::claim::{Claim, v1_mismatch};
use super::equal::equal;
use crate::mock::identity::FoundKey;
use crate::mock::refusals::{common, invalid, missing};
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// What the parameters of an RPC signature say.
pub(super) struct Signed<'a> {
    access_key_id: &'a str,
    timestamp: &'a str,
    nonce: &'a str,
    signature: &'a str,
}

impl<'a> Signed<'a> {
    pub(super) fn read(request: &'a Request<'_>) -> Result<Self, Refusal> {
        let mandatory =
            |name: &str| request.parameter(name).filter(|value| !value.is_empty()).ok_or_else(|| missing(name));
        let signed = Signed {
            access_key_id: mandatory("AccessKeyId")?,
            signature: mandatory("Signature")?,
            nonce: mandatory("SignatureNonce")?,
            // Some pages of the documentation spell it the second way.
            timestamp: mandatory("Timestamp").or_else(|missing| mandatory("TimeStamp").map_err(|_| missing))?,
        };
        if !mandatory("SignatureMethod")?.eq_ignore_ascii_case("HMAC-SHA1") {
            return Err(common("InvalidSignatureMethod").with_hint("HMAC-SHA1 is understood"));
        }
        if mandatory("SignatureVersion")? != "1.0" {
            return Err(invalid("SignatureVersion").with_hint("1.0 is understood"));
        }
        Ok(signed)
    }

    pub(super) fn claim(&self) -> Claim<'_> {
        Claim { access_key_id: self.access_key_id, time: time::parse(self.timestamp), nonce: Some(self.nonce) }
    }

    pub(super) fn verify(&self, request: &Request<'_>, key: &FoundKey<'_>) -> Result<(), Refusal> {
        let string_to_sign = rpc_v1::string_to_sign(request.method, request.query_and_form());
        match equal(&rpc_v1::sign(key.secret(), &string_to_sign), self.signature) {
            true => Ok(()),
            false => Err(v1_mismatch(&string_to_sign)),
        }
    }
}
