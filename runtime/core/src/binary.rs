//! Bytes of any meaning.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// A body that is neither text nor JSON, such as the content of a file. Clones share the bytes.
///
/// `Debug` shows the length, since the bytes may be sensitive.
///
/// ```
/// use acs_core::Binary;
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

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.len())
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(BytesVisitor)
    }
}

struct BytesVisitor;

impl Visitor<'_> for BytesVisitor {
    type Value = Binary;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Binary, E> {
        Ok(Binary(Bytes::copy_from_slice(bytes)))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Binary, E> {
        Ok(Binary(bytes.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Binary, E> {
        self.visit_bytes(text.as_bytes())
    }
}
