//! The `Authorization` header of signature V3.

use std::fmt;
use std::str::FromStr;

use super::acs3::ALGORITHM;
use twinspec_core::split::{split, split_once};

/// The value of an `Authorization` header of signature V3:
/// `ACS3-HMAC-SHA256 Credential=<id>,SignedHeaders=<a;b>,Signature=<hex>`.
///
/// ```
/// use twinspec_alibaba::signature::Authorization;
///
/// let text = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-date,Signature=c634";
/// let authorization: Authorization = text.parse()?;
/// assert_eq!(authorization.credential, "testid");
/// assert_eq!(authorization.signed_headers, ["host", "x-acs-date"]);
/// assert_eq!(authorization.to_string(), text);
/// # Ok::<(), twinspec_alibaba::signature::MalformedAuthorization>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorization {
    /// The AccessKey ID.
    pub credential: String,
    /// The names of the signed headers, as written.
    pub signed_headers: Vec<String>,
    /// The signature, as written: hexadecimal when it is genuine.
    pub signature: String,
}

/// Why a text is not an `Authorization` of signature V3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MalformedAuthorization {
    /// The text does not start with the algorithm.
    #[error("the Authorization header does not start with the algorithm")]
    Algorithm,
    /// A component is absent or empty.
    #[error("the Authorization header has no `{0}`")]
    Missing(&'static str),
}

/// The components of an [`Authorization`] in place, as a verifier reads them that keeps nothing.
///
/// ```
/// use twinspec_alibaba::signature::AuthorizationParts;
///
/// let parts = AuthorizationParts::of("ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-date,Signature=c634")?;
/// assert_eq!((parts.credential, parts.signed_headers, parts.signature), ("testid", "host;x-acs-date", "c634"));
/// # Ok::<(), twinspec_alibaba::signature::MalformedAuthorization>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorizationParts<'a> {
    /// The AccessKey ID.
    pub credential: &'a str,
    /// The names of the signed headers, as written, joined with `;`.
    pub signed_headers: &'a str,
    /// The signature, as written: hexadecimal when it is genuine.
    pub signature: &'a str,
}

impl<'a> AuthorizationParts<'a> {
    /// Reads the value of an `Authorization` header. Components may be in any order, blanks around them are ignored,
    /// and so are unknown ones; of two of the same name the first counts.
    ///
    /// # Errors
    ///
    /// If it is of another algorithm, or a component is absent or empty.
    pub fn of(text: &'a str) -> Result<Self, MalformedAuthorization> {
        AuthorizationParts::of_algorithm(ALGORITHM, text)
    }

    /// The same of another algorithm: that of signature V4 is written alike.
    ///
    /// # Errors
    ///
    /// As [`of`](Self::of).
    pub fn of_algorithm(algorithm: &str, text: &'a str) -> Result<Self, MalformedAuthorization> {
        let text = text.trim_ascii();
        let (found, components) = split_once(text, b' ').unwrap_or((text, ""));
        if found != algorithm {
            return Err(MalformedAuthorization::Algorithm);
        }
        let (mut credential, mut signed_headers, mut signature) = (None, None, None);
        for (name, value) in split(components, b',').filter_map(|component| split_once(component.trim_ascii(), b'=')) {
            let component = match name {
                "Credential" => &mut credential,
                "SignedHeaders" => &mut signed_headers,
                "Signature" => &mut signature,
                _ => continue,
            };
            if !value.is_empty() {
                component.get_or_insert(value);
            }
        }
        Ok(AuthorizationParts {
            credential: credential.ok_or(MalformedAuthorization::Missing("Credential"))?,
            signed_headers: signed_headers.ok_or(MalformedAuthorization::Missing("SignedHeaders"))?,
            signature: signature.ok_or(MalformedAuthorization::Missing("Signature"))?,
        })
    }
}

impl FromStr for Authorization {
    type Err = MalformedAuthorization;

    /// As [`AuthorizationParts::of`] reads it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = AuthorizationParts::of(text)?;
        Ok(Authorization {
            credential: parts.credential.to_owned(),
            signed_headers: split(parts.signed_headers, b';').map(str::to_owned).collect(),
            signature: parts.signature.to_owned(),
        })
    }
}

impl fmt::Display for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{ALGORITHM} Credential={},SignedHeaders={},Signature={}",
            self.credential,
            self.signed_headers.join(";"),
            self.signature
        )
    }
}
