//! How a request is signed.

use twinspec_mock::protocol::Request;

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
