//! Security Token Service, as far as SDKs need it to obtain credentials. Every mock serves it beside its own API, so
//! that their credential chains work against it.

mod assume_role;
mod assume_role_with_oidc;
mod caller_identity;
mod operations;
mod parameters;
mod session;
mod web_token;

use serde_json::{Map, Value};

pub(crate) use operations::{PRODUCT, SERVICE};

use crate::mock::AlibabaMock;
use crate::mock::identity::Caller;
use crate::mock::refusals::missing;
use twinspec_mock::Operation;
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;

/// An operation that the mock performs itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StsOperation {
    AssumeRole,
    AssumeRoleWithOidc,
    GetCallerIdentity,
}

impl StsOperation {
    pub(crate) fn of(operation: &Operation) -> Option<Self> {
        let described = operation.described;
        if described.api.name != PRODUCT || described.api.version != operations::VERSION {
            return None;
        }
        match described.name {
            "AssumeRole" => Some(StsOperation::AssumeRole),
            "AssumeRoleWithOIDC" => Some(StsOperation::AssumeRoleWithOidc),
            "GetCallerIdentity" => Some(StsOperation::GetCallerIdentity),
            _ => None,
        }
    }

    pub(crate) fn assumes_a_role(self) -> bool {
        self != StsOperation::GetCallerIdentity
    }

    /// Whether a call is not signed: the token that it carries says who calls.
    pub(crate) fn is_anonymous(self) -> bool {
        self == StsOperation::AssumeRoleWithOidc
    }

    /// The body of the answer.
    pub(crate) fn answer(
        self,
        alibaba: &AlibabaMock,
        call: &Incoming<'_>,
        caller: Option<&Caller>,
    ) -> Result<Map<String, Value>, Refusal> {
        let signed = || caller.ok_or_else(|| missing("AccessKeyId"));
        match self {
            StsOperation::AssumeRole => assume_role::answer(alibaba, call, signed()?),
            StsOperation::AssumeRoleWithOidc => assume_role_with_oidc::answer(alibaba, call),
            StsOperation::GetCallerIdentity => Ok(caller_identity::answer(signed()?)),
        }
    }
}
