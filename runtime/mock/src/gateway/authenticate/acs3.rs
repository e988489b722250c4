//! Signature V3, `ACS3-HMAC-SHA256`.

use std::borrow::Cow;

use acs_core::signature::acs3::{self, QueryKeys};
use acs_core::signature::{Authorization, MalformedAuthorization};
use acs_core::{percent_encode, time};
use percent_encoding::percent_decode_str;

use super::{Claim, equal, mandatory_header};
use crate::gateway::{Request, text};
use crate::refusal::Refusal;

/// Without these among the signed headers a signature protects too little.
const ALWAYS_SIGNED: [&str; 5] =
    ["host", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];

/// What the headers of a signature V3 say.
pub(super) struct Signed<'a> {
    authorization: Authorization,
    date: Cow<'a, str>,
    nonce: Cow<'a, str>,
    content_hash: Cow<'a, str>,
}

impl<'a> Signed<'a> {
    pub(super) fn read(request: &Request<'a>) -> Result<Self, Refusal> {
        let authorization = request.header("authorization").unwrap_or_default();
        let authorization: Authorization = authorization.parse().map_err(|error| match error {
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
        Claim { access_key_id: &self.authorization.credential, time: time::parse(&self.date), nonce: Some(&self.nonce) }
    }

    /// Recomputes the signature. What goes over the wire is not always spelt as it was signed: the query is
    /// decoded and encoded anew, its names may be signed as they are or encoded, and some clients rewrite
    /// the path after signing.
    pub(super) fn verify(&self, request: &Request<'_>, secret: &str) -> Result<(), Refusal> {
        let names = self.signed_headers(request)?;
        let headers = header_values(request, &names);
        let hash = acs3::hash(request.body);
        let refuse = |string_to_sign: &str, canonical_request: &str| {
            let refusal = mismatch(string_to_sign, canonical_request);
            match hash == self.content_hash {
                true => refusal,
                false => refusal.with_hint("x-acs-content-sha256 is not the hash of the body that arrived"),
            }
        };
        let mut first_refusal = None;
        for path in spellings(request.path) {
            for keys in [QueryKeys::Raw, QueryKeys::Encoded] {
                let query = acs3::canonical_query(request.query(), keys);
                let method = request.method.as_str();
                let canonical = acs3::canonical_request(method, &path, &query, &headers, &hash);
                let string_to_sign = acs3::string_to_sign(&canonical);
                let expected = acs3::sign(secret, &string_to_sign);
                if equal(&expected, &self.authorization.signature) && hash == self.content_hash {
                    return Ok(());
                }
                first_refusal.get_or_insert_with(|| refuse(&string_to_sign, &canonical));
            }
        }
        Err(first_refusal.unwrap_or_else(|| refuse("", "")))
    }

    /// The names of the signed headers in lower case, each once.
    fn signed_headers(&self, request: &Request<'_>) -> Result<Vec<String>, Refusal> {
        let mut names: Vec<String> =
            self.authorization.signed_headers.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        names.sort_unstable();
        names.dedup();
        // An operation that the path names needs no header for it.
        let action = request.header("x-acs-action").map(|_| "x-acs-action");
        match ALWAYS_SIGNED
            .into_iter()
            .chain(action)
            .find(|required| names.binary_search_by(|name| name.as_str().cmp(required)).is_err())
        {
            Some(unsigned) => Err(incomplete(format_args!("{unsigned} is not signed"))),
            None => Ok(names),
        }
    }
}

/// The signed headers with their values; one that did not arrive counts as empty.
fn header_values<'n>(request: &'n Request<'_>, names: &'n [String]) -> Vec<(&'n str, Cow<'n, str>)> {
    let mut headers = Vec::with_capacity(names.len());
    for name in names {
        let mut values = request.headers.get_all(name.as_str()).iter().peekable();
        if values.peek().is_none() {
            // HTTP/2 has the host elsewhere.
            let host = if name == "host" { &*request.host } else { "" };
            headers.push((name.as_str(), host.into()));
        }
        for value in values {
            headers.push((name.as_str(), text(value.as_bytes())));
        }
    }
    headers
}

/// The path as it was sent, and with every segment encoded strictly if that is another one.
fn spellings(path: &str) -> Vec<Cow<'_, str>> {
    let strict = path
        .split('/')
        .map(|segment| percent_encode(&percent_decode_str(segment).decode_utf8_lossy()))
        .collect::<Vec<_>>()
        .join("/");
    match strict == path {
        true => vec![path.into()],
        false => vec![path.into(), strict.into()],
    }
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
