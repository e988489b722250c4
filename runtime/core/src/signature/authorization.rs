//! The `Authorization` header of signature V3.

use std::fmt;
use std::str::FromStr;

use super::acs3::ALGORITHM;

/// The value of an `Authorization` header of signature V3:
/// `ACS3-HMAC-SHA256 Credential=<id>,SignedHeaders=<a;b>,Signature=<hex>`.
///
/// ```
/// use acs_core::signature::Authorization;
///
/// let text = "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-date,Signature=c634";
/// let authorization: Authorization = text.parse()?;
/// assert_eq!(authorization.credential, "testid");
/// assert_eq!(authorization.signed_headers, ["host", "x-acs-date"]);
/// assert_eq!(authorization.to_string(), text);
/// # Ok::<(), acs_core::signature::MalformedAuthorization>(())
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
    #[error("the Authorization header does not start with `{ALGORITHM} `")]
    Algorithm,
    /// A component is absent or empty.
    #[error("the Authorization header has no `{0}`")]
    Missing(&'static str),
}

impl FromStr for Authorization {
    type Err = MalformedAuthorization;

    /// Components may stand in any order, blanks around them are ignored, and so are unknown ones.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (algorithm, components) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        if algorithm != ALGORITHM {
            return Err(MalformedAuthorization::Algorithm);
        }
        let component = |name: &'static str| {
            components
                .split(',')
                .filter_map(|component| component.trim().split_once('='))
                .find(|(key, value)| *key == name && !value.is_empty())
                .map(|(_, value)| value)
                .ok_or(MalformedAuthorization::Missing(name))
        };
        Ok(Authorization {
            credential: component("Credential")?.to_owned(),
            signed_headers: component("SignedHeaders")?.split(';').map(str::to_owned).collect(),
            signature: component("Signature")?.to_owned(),
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
