//! What the signatures V3 and V4 have in common: what their headers say, and what of a request they cover.

use std::borrow::Cow;
use std::iter::{once, once_with};

use crate::signature::acs3::{self, EMPTY_HASH};
use crate::signature::{AuthorizationParts, MalformedAuthorization};
use twinspec_core::split::split;
use twinspec_core::time;

use super::claim::{self, Claim, mandatory_header};
use super::equal::equal;
use crate::mock::refusals::common;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

/// Without these among the signed headers a signature protects too little.
const ALWAYS_SIGNED: [&str; 5] =
    ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];

/// What the headers of a signature say.
pub(super) struct Signed<'a> {
    pub(super) authorization: AuthorizationParts<'a>,
    date: &'a str,
    nonce: &'a str,
    content_hash: &'a str,
}

/// What can be signed of a request: the headers, the hash of the body, and the path in one of its spellings.
pub(super) struct Covered<'a> {
    pub(super) path: &'a str,
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) hash: &'a str,
}

impl<'a> Signed<'a> {
    /// Reads the `Authorization` header and what has to be beside it.
    pub(super) fn read(request: &'a Request<'_>, algorithm: &str) -> Result<Self, Refusal> {
        let authorization = request.header("authorization").unwrap_or_default();
        let authorization =
            AuthorizationParts::of_algorithm(algorithm, authorization).map_err(|error| match error {
                MalformedAuthorization::Algorithm => {
                    common("InvalidSignatureMethod").with_hint(format!("{algorithm} is understood"))
                }
                malformed => incomplete(malformed),
            })?;
        Ok(Signed {
            date: mandatory_header(request, "x-acs-date", "Timestamp")?,
            nonce: mandatory_header(request, "x-acs-signature-nonce", "SignatureNonce")?,
            content_hash: mandatory_header(request, "x-acs-content-sha256", "ContentSha256")?,
            authorization,
        })
    }

    /// `access_key_id`: as the `Credential` says it.
    pub(super) fn claim(&self, access_key_id: &'a str) -> Claim<'a> {
        Claim { access_key_id, time: time::parse(self.date), nonce: Some(self.nonce) }
    }

    /// Recomputes the signature. What goes over the wire is not always spelt as it was signed: the query is decoded and
    /// encoded anew, and some clients rewrite the path after signing.
    ///
    /// * `spellings`: of the query; the first one is the rule, so that is the one to tell of.
    /// * `signature`: the genuine one of what is covered, with a query of that spelling.
    pub(super) fn verify<S: Copy>(
        &self,
        request: &Request<'_>,
        spellings: [S; 2],
        signature: impl Fn(S, &Covered<'_>) -> String,
        canonical_query: impl Fn(S) -> String,
        string_to_sign: impl Fn(&str) -> String,
    ) -> Result<(), Refusal> {
        let names = self.authorization.signed_headers.to_ascii_lowercase();
        let headers = &signed_headers(request, &names)?;
        let hash = &*match request.body {
            [] => Cow::Borrowed(EMPTY_HASH),
            body => Cow::Owned(acs3::hash(body)),
        };
        // Made only if the path as it was sent is not what was signed.
        let normalized = once_with(|| Cow::Owned(acs3::normalized_path(request.path)));
        let mut paths = once(Cow::Borrowed(request.path)).chain(normalized.filter(|path| path != request.path));
        let is_signed = hash == self.content_hash
            && paths.any(|path| {
                let covered = Covered { path: &path, headers, hash };
                spellings.iter().any(|spelling| equal(&signature(*spelling, &covered), self.authorization.signature))
            });
        if is_signed {
            return Ok(());
        }
        let [rule, _] = spellings;
        let query = canonical_query(rule);
        let canonical_request = acs3::canonical_request(request.method, request.path, &query, headers, hash);
        let refusal = mismatch(&string_to_sign(&canonical_request), &canonical_request);
        Err(match hash == self.content_hash {
            true => refusal,
            false => refusal.with_hint("x-acs-content-sha256 is not the hash of the received body"),
        })
    }
}

/// The signed headers with their values, in the order of their names, which are given in lower case; one that did not
/// arrive counts as empty.
fn signed_headers<'a>(request: &'a Request<'_>, names: &'a str) -> Result<Vec<(&'a str, &'a str)>, Refusal> {
    let mut headers: Vec<(&str, &str)> = Vec::with_capacity(request.headers().len());
    for name in split(names, b';').map(str::trim_ascii) {
        let before = headers.len();
        if headers.iter().any(|(other, _)| *other == name) {
            continue;
        }
        headers.extend(request.headers_of(name).map(|value| (name, value)));
        if headers.len() == before {
            // HTTP/2 has the host elsewhere.
            headers.push((name, if name == "host" { request.host } else { "" }));
        }
    }
    // An operation that the path names needs no header for it.
    let action = request.header("x-acs-action").map(|_| "x-acs-action");
    let is_signed = |name: &&str| headers.iter().any(|(signed, _)| signed == name);
    match ALWAYS_SIGNED.into_iter().chain(action).find(|name| !is_signed(name)) {
        Some(unsigned) => Err(incomplete(format_args!("{unsigned} is not signed"))),
        None => Ok(headers),
    }
}

pub(super) fn incomplete(reason: impl std::fmt::Display) -> Refusal {
    common("IncompleteSignature").with_hint(reason.to_string())
}

fn mismatch(string_to_sign: &str, canonical_request: &str) -> Refusal {
    let message = format!(
        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}] \
         server CanonicalRequest is [{canonical_request}]"
    );
    claim::mismatch(message)
}
