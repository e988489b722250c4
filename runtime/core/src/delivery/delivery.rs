//! The body of a request that a service sends.

use std::fmt;
use std::str;

use crate::{Decode, DecodeError, Headers, Unverified, VerifyDelivery, from_json};

/// The body of a request that a service sends to a URL of yours: of a webhook, or of a callback.
///
/// A URL that a service can reach can be reached by others, so [`verified`](Self::verified) comes first.
///
/// ```
/// use twinspec_core::{Delivery, Headers, Unverified, VerifyDelivery};
///
/// struct Nobody;
///
/// impl VerifyDelivery for Nobody {
///     fn verify(&self, _: &Headers, _: &[u8]) -> Result<(), Unverified> {
///         Err(Unverified::new("nobody is trusted"))
///     }
/// }
///
/// let (headers, body) = (Headers::default(), b"[1,2]");
/// let error = Delivery::verified(&Nobody, &headers, body).unwrap_err();
/// assert_eq!(error.to_string(), "the request does not prove who sends it: nobody is trusted");
///
/// let numbers: Vec<i32> = Delivery::unverified(body).read()?;
/// assert_eq!(numbers, [1, 2]);
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Delivery<'b> {
    body: &'b [u8],
}

impl<'b> Delivery<'b> {
    /// A body whose sender is verified, by the headers of the request and the bytes of the body as they arrived.
    ///
    /// # Errors
    ///
    /// The verifier does not accept the request.
    pub fn verified(verifier: &dyn VerifyDelivery, headers: &Headers, body: &'b [u8]) -> Result<Self, Unverified> {
        verifier.verify(headers, body)?;
        Ok(Delivery { body })
    }

    /// A body that may be from anyone, or that was verified elsewhere.
    pub fn unverified(body: &'b [u8]) -> Self {
        Delivery { body }
    }

    /// The body as a type, which the module of the client for webhooks has for each of them.
    ///
    /// # Errors
    ///
    /// The body is not JSON, or its value is not of the type.
    pub fn read<T: Decode + Default>(&self) -> Result<T, DecodeError> {
        from_json(str::from_utf8(self.body).map_err(DecodeError::NotUtf8)?)
    }
}

/// The body may be sensitive, and is not shown.
impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Delivery({} bytes)", self.body.len())
    }
}
