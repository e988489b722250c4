//! `serde` for the types of an API, by the tables that they are encoded and decoded by.

use serde::de::Error;
use serde::{Deserializer, Serialize, Serializer};

use super::budget::Budget;
use super::decoder::{Decode, decode_into};
use super::encode::Encode;
use super::node::Node;
use crate::HttpResponse;

/// Serializes the value in JSON that a type stands for.
#[doc(hidden)]
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    value.encode().serialize(serializer)
}

/// Reads a type as it is read from an answer.
#[doc(hidden)]
pub fn deserialize<'de, T: Decode + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let budget = Budget::of(HttpResponse::DEFAULT_MAX_BYTES);
    let node = Node::read(deserializer, &budget)?;
    let mut value = T::default();
    decode_into(node, &mut value, budget).map_err(D::Error::custom)?;
    Ok(value)
}

/// Implements `serde`'s `Serialize` and `Deserialize` for types that have [`Encode`](crate::Encode) and
/// [`Decode`](crate::Decode).
///
/// Generated for all types of an API, under the feature `serde` of its client. What is written is what goes over the wire:
/// the names of the description, no fields that are `None`, and sensitive values as they are.
///
/// ```
/// use twinspec_core::{Decode, Decoder, Encode, Value, impl_serde, object};
///
/// #[derive(Debug, Default, PartialEq)]
/// struct Folder {
///     folder_name: Option<String>,
/// }
///
/// impl Decode for Folder {
///     fn decode(&mut self, from: Decoder<'_, '_>) {
///         from.object(&mut [("FolderName", &mut self.folder_name)]);
///     }
/// }
///
/// impl Encode for Folder {
///     fn encode(&self) -> Value {
///         object(&[("FolderName", &self.folder_name)])
///     }
/// }
///
/// impl_serde!(Folder);
///
/// let folder = Folder { folder_name: Some("Dev".to_owned()) };
/// let text = serde_json::to_string(&folder)?;
/// assert_eq!(text, r#"{"FolderName":"Dev"}"#);
/// assert_eq!(serde_json::from_str::<Folder>(&text)?, folder);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! impl_serde {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::by_tables::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::by_tables::deserialize(deserializer)
            }
        }
    )*};
}
