//! Whether a request is from the service that it claims to be from.

use std::error::Error;
use std::fmt;

use crate::Headers;

/// Says whether a request is from the service that it claims to be from. Each service has its own way; most sign the body
/// with a secret, and send the signature in a header.
///
/// With HMAC-SHA256 and Base64 (crates `hmac`, `sha2`, `base64`):
///
/// ```
/// use base64::prelude::{BASE64_STANDARD, Engine as _};
/// use hmac::{Hmac, KeyInit, Mac};
/// use sha2::Sha256;
/// use twinspec_core::{Delivery, Headers, Sensitive, Unverified, VerifyDelivery};
///
/// struct Signed {
///     secret: Sensitive<Vec<u8>>,
/// }
///
/// impl VerifyDelivery for Signed {
///     fn verify(&self, headers: &Headers, body: &[u8]) -> Result<(), Unverified> {
///         let signature = headers.get("x-signature").ok_or_else(|| Unverified::new("there is no signature"))?;
///         let signature = BASE64_STANDARD.decode(signature).map_err(|_| Unverified::new("it is not Base64"))?;
///         let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.expose())
///             .map_err(|_| Unverified::new("the secret is not a key"))?;
///         mac.update(body);
///         // Takes the same time wherever the signatures differ, so that no one can find it out byte by byte.
///         mac.verify_slice(&signature).map_err(|_| Unverified::new("the signature is wrong"))
///     }
/// }
///
/// let verifier = Signed { secret: Sensitive::new(b"Jefe".to_vec()) };
/// let body = b"what do ya want for nothing?";
/// let headers = |signature| Headers::from_iter([("X-Signature", signature)]);
///
/// // The test of RFC 4231, section 4.3.
/// let signed = headers("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
/// assert!(Delivery::verified(&verifier, &signed, body).is_ok());
/// assert!(Delivery::verified(&verifier, &signed, b"something else").is_err());
/// assert!(Delivery::verified(&verifier, &Headers::default(), body).is_err());
/// ```
///
/// The body has to be the bytes that arrived: JSON that was read and written again has other bytes. A service that signs a
/// time too wants it compared with the clock, so that nobody can send an old request again.
pub trait VerifyDelivery {
    /// Verifies a request.
    ///
    /// # Errors
    ///
    /// The request does not prove that it is from the service.
    fn verify(&self, headers: &Headers, body: &[u8]) -> Result<(), Unverified>;
}

/// Why a request does not prove who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    reason: String,
}

impl Unverified {
    /// With a reason for a log, which must not show a secret. Do not send it to whoever sent the request.
    pub fn new(reason: impl Into<String>) -> Self {
        Unverified { reason: reason.into() }
    }
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request does not prove who sends it: {}", self.reason)
    }
}

impl Error for Unverified {}
