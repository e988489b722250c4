//! Signature V3, `ACS3-HMAC-SHA256`.

use crate::signature::acs3::{self, ALGORITHM, QueryKeys};

use super::claim::Claim;
use super::signed::Covered;
use crate::mock::identity::FoundKey;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// What the headers of a signature V3 say.
pub(super) struct Signed<'a>(super::signed::Signed<'a>);

impl<'a> Signed<'a> {
    pub(super) fn read(request: &'a Request<'_>) -> Result<Self, Refusal> {
        super::signed::Signed::read(request, ALGORITHM).map(Signed)
    }

    pub(super) fn claim(&self) -> Claim<'a> {
        self.0.claim(self.0.authorization.credential)
    }

    /// The names of the query may be signed as they are or encoded.
    pub(super) fn verify(&self, request: &Request<'_>, key: &FoundKey<'_>) -> Result<(), Refusal> {
        let (method, query) = (request.method, request.query());
        self.0.verify(
            request,
            [QueryKeys::Raw, QueryKeys::Encoded],
            |keys, Covered { path, headers, hash }| {
                key.signing_key().request_signature(method, path, query, keys, headers, hash)
            },
            |keys| acs3::canonical_query(query, keys),
            acs3::string_to_sign,
        )
    }
}
