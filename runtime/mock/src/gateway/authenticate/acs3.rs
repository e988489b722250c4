//! Signature V3, `ACS3-HMAC-SHA256`.

use std::borrow::Cow;
use std::iter::{once, once_with};

use acs_core::signature::acs3::{self, EMPTY_HASH, QueryKeys};
use acs_core::signature::{AuthorizationParts, MalformedAuthorization};
use acs_core::time;

use super::{Claim, equal, mandatory_header};
use crate::gateway::{Request, text};
use crate::identity::FoundKey;
use crate::refusal::Refusal;

/// Without these among the signed headers a signature protects too little.
const ALWAYS_SIGNED: [&str; 5] =
    ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];

/// What the headers of a signature V3 say.
pub(super) struct Signed<'a> {
    authorization: AuthorizationParts<'a>,
    date: Cow<'a, str>,
    nonce: Cow<'a, str>,
    content_hash: Cow<'a, str>,
}

impl<'a> Signed<'a> {
    /// Reads the `Authorization` header and what has to stand beside it.
    pub(super) fn read(request: &Request<'a>, authorization: &'a str) -> Result<Self, Refusal> {
        let authorization = AuthorizationParts::of(authorization).map_err(|error| match error {
            MalformedAuthorization::Algorithm => {
                Refusal::common("InvalidSignatureMethod").with_hint(format!("{} is understood", acs3::ALGORITHM))
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

    pub(super) fn claim(&self) -> Claim<'_> {
        Claim { access_key_id: self.authorization.credential, time: time::parse(&self.date), nonce: Some(&self.nonce) }
    }

    /// Recomputes the signature. What goes over the wire is not always spelt as it was signed: the query is
    /// decoded and encoded anew, its names may be signed as they are or encoded, and some clients rewrite
    /// the path after signing.
    pub(super) fn verify(&self, request: &Request<'_>, key: &FoundKey<'_>) -> Result<(), Refusal> {
        let names = self.signed_headers(request)?;
        let headers = header_values(request, &names);
        let hash = match request.body {
            [] => Cow::Borrowed(EMPTY_HASH),
            body => Cow::Owned(acs3::hash(body)),
        };
        // Made only if the path as it was sent is not what was signed.
        let normalized = once_with(|| Cow::Owned(acs3::normalized_path(request.path)));
        let paths = once(Cow::Borrowed(request.path)).chain(normalized.filter(|path| path != request.path));
        let mut refusal = None;
        for path in paths {
            for keys in [QueryKeys::Raw, QueryKeys::Encoded] {
                let query = acs3::canonical_query(request.query(), keys);
                let canonical = acs3::canonical_request(request.method.as_str(), &path, &query, &headers, &hash);
                let string_to_sign = acs3::string_to_sign(&canonical);
                let signature = key.signing_key().signature(&string_to_sign);
                if equal(&signature, self.authorization.signature) && hash == self.content_hash {
                    return Ok(());
                }
                // Of the ways to spell a request the first one is the rule, so that is the one to tell of.
                refusal.get_or_insert_with(|| mismatch(&string_to_sign, &canonical));
            }
        }
        let refusal = refusal.unwrap_or_else(|| mismatch("", ""));
        Err(match hash == self.content_hash {
            true => refusal,
            false => refusal.with_hint("x-acs-content-sha256 is not the hash of the body that arrived"),
        })
    }

    /// The names of the signed headers in lower case, each once.
    fn signed_headers(&self, request: &Request<'_>) -> Result<Vec<Cow<'a, str>>, Refusal> {
        let names = self.authorization.signed_headers.split(';').map(|name| match name.trim() {
            name if name.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Owned(name.to_ascii_lowercase()),
            name => Cow::Borrowed(name),
        });
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names.dedup();
        // An operation that the path names needs no header for it.
        let action = request.header("x-acs-action").map(|_| "x-acs-action");
        match ALWAYS_SIGNED.into_iter().chain(action).find(|required| !names.iter().any(|name| name == required)) {
            Some(unsigned) => Err(incomplete(format_args!("{unsigned} is not signed"))),
            None => Ok(names),
        }
    }
}

/// The signed headers with their values; one that did not arrive counts as empty.
fn header_values<'n>(request: &'n Request<'_>, names: &'n [Cow<'_, str>]) -> Vec<(&'n str, Cow<'n, str>)> {
    let mut headers = Vec::with_capacity(names.len());
    for name in names {
        let before = headers.len();
        headers.extend(request.headers_of(name).map(|value| (&**name, text(value.as_bytes()))));
        if headers.len() == before {
            // HTTP/2 has the host elsewhere.
            let host = if name == "host" { &*request.host } else { "" };
            headers.push((name, host.into()));
        }
    }
    headers
}

fn incomplete(reason: impl std::fmt::Display) -> Refusal {
    Refusal::common("IncompleteSignature").with_hint(reason.to_string())
}

fn mismatch(string_to_sign: &str, canonical_request: &str) -> Refusal {
    let message = format!(
        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}] \
         server CanonicalRequest is [{canonical_request}]"
    );
    Refusal::new(400, "SignatureDoesNotMatch", message)
}
