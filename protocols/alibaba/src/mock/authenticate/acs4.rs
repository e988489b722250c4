//! Signature V4, `ACS4-HMAC-SHA256`.

use crate::signature::acs3;
use crate::signature::acs4::{self, ALGORITHM, Scope};
use crate::signature::roa_v1::EmptyValues;

use super::claim::Claim;
use super::signed::{Covered, incomplete};
use crate::mock::identity::FoundKey;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// What the headers of a signature V4 say.
pub(super) struct Signed<'a> {
    signed: super::signed::Signed<'a>,
    access_key_id: &'a str,
    /// As the client says it: no document says what the service makes of the region and the product of another.
    scope: Scope<'a>,
}

impl<'a> Signed<'a> {
    pub(super) fn read(request: &'a Request<'_>) -> Result<Self, Refusal> {
        let signed = super::signed::Signed::read(request, ALGORITHM)?;
        let (access_key_id, scope) = Scope::of_credential(signed.authorization.credential)
            .ok_or_else(|| incomplete("the Credential is `<id>/<yyyyMMdd>/<region>/<product>/aliyun_v4_request`"))?;
        Ok(Signed { signed, access_key_id, scope })
    }

    pub(super) fn claim(&self) -> Claim<'a> {
        self.signed.claim(self.access_key_id)
    }

    /// An empty value in the query may be signed with an equals sign or without.
    pub(super) fn verify(&self, request: &Request<'_>, key: &FoundKey<'_>) -> Result<(), Refusal> {
        let (method, query) = (request.method, request.query());
        self.signed.verify(
            request,
            [EmptyValues::WithSign, EmptyValues::WithoutSign],
            |empty_values, Covered { path, headers, hash }| {
                let query = acs4::canonical_query(query, empty_values);
                let canonical_request = acs3::canonical_request(method, path, &query, headers, hash);
                acs4::sign(key.secret(), &self.scope, &acs4::string_to_sign(&canonical_request))
            },
            |empty_values| acs4::canonical_query(query, empty_values),
            acs4::string_to_sign,
        )
    }
}
