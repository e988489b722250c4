//! Bytes of any meaning.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

use crate::Upload;

/// A body that is neither text nor JSON, such as the content of a file. Clones share the bytes.
///
/// `Debug` shows the length, since the bytes may be sensitive.
///
/// ```
/// use twinspec_core::Binary;
///
/// let file = Binary::from(vec![0xff, 0xd8]);
/// assert_eq!(file.len(), 2);
/// assert_eq!(format!("{file:?}"), "Binary(2 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary(Bytes);

impl Binary {
    /// The bytes, without a copy if nothing else holds them.
    pub fn into_vec(self) -> Vec<u8> {
        self.0.into()
    }

    /// The bytes as the `bytes` crate has them.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<B: Into<Bytes>> From<B> for Binary {
    fn from(bytes: B) -> Self {
        Binary(bytes.into())
    }
}

impl From<Binary> for Upload {
    fn from(bytes: Binary) -> Self {
        bytes.into_bytes().into()
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.len())
    }
}
