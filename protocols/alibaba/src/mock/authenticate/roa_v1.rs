//! The older ROA signature, `Authorization: acs <id>:<signature>`.

use std::borrow::Cow;
use std::time::SystemTime;

use crate::signature::roa_v1::{self, EmptyValues};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::fmt::rfc2822;
use md5::{Digest as _, Md5};

use super::claim::{Claim, mandatory_header, v1_mismatch};
use super::equal::equal;
use crate::mock::identity::FoundKey;
use crate::mock::refusals::common;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// What the headers of a ROA signature say.
pub(super) struct Signed<'a> {
    authorization: &'a str,
    date: &'a str,
    /// aliyun-python-sdk-core sends none.
    nonce: Option<&'a str>,
}

impl<'a> Signed<'a> {
    pub(super) fn read(request: &'a Request<'_>) -> Result<Self, Refusal> {
        let signed = Signed {
            authorization: request.header("authorization").unwrap_or_default(),
            date: mandatory_header(request, "date", "Date")?,
            nonce: request.header("x-acs-signature-nonce").filter(|nonce| !nonce.is_empty()),
        };
        let method = request.header("x-acs-signature-method");
        if method.is_some_and(|method| !method.eq_ignore_ascii_case("HMAC-SHA1")) {
            return Err(common("InvalidSignatureMethod").with_hint("HMAC-SHA1 is understood"));
        }
        match signed.parts() {
            Some(_) => Ok(signed),
            None => Err(common("IncompleteSignature").with_hint("the header is `acs <id>:<signature>`")),
        }
    }

    /// The AccessKey ID and the signature.
    fn parts(&self) -> Option<(&str, &str)> {
        self.authorization.strip_prefix("acs ")?.trim().split_once(':')
    }

    pub(super) fn claim(&self) -> Claim<'_> {
        let access_key_id = self.parts().map_or("", |(id, _)| id);
        Claim { access_key_id, time: parse(self.date), nonce: self.nonce }
    }

    pub(super) fn verify(&self, request: &Request<'_>, key: &FoundKey<'_>) -> Result<(), Refusal> {
        let signature = self.parts().map_or("", |(_, signature)| signature);
        let headers = request.headers().iter();
        let headers: Vec<_> = headers.map(|(name, value)| (Cow::Borrowed(*name), Cow::Borrowed(*value))).collect();
        let mut first = None;
        for empty_values in [EmptyValues::WithSign, EmptyValues::WithoutSign] {
            let method = request.method;
            let text = roa_v1::string_to_sign(method, request.path, request.query(), &headers, empty_values);
            if equal(&roa_v1::sign(key.secret(), &text), signature) {
                return check_body(request);
            }
            first.get_or_insert(text);
        }
        Err(v1_mismatch(&first.unwrap_or_default()))
    }
}

/// What is signed of a body is its hash, if the client sends one.
fn check_body(request: &Request<'_>) -> Result<(), Refusal> {
    let given = request.header("content-md5").filter(|hash| !hash.is_empty());
    match given.is_none_or(|given| given == STANDARD.encode(Md5::digest(request.body))) {
        true => Ok(()),
        false => {
            Err(Refusal::new(400, "ContentMD5NotMatched", "The Content-MD5 is not that of the body that arrived."))
        }
    }
}

/// A date as HTTP writes it, `Tue, 24 Nov 2026 03:50:33 GMT`.
fn parse(text: &str) -> Option<SystemTime> {
    SystemTime::try_from(rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?).ok()
}
