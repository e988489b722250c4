//! Values of types, as JSON, XML and bytes.

mod binary;
mod blanks;
mod body;
pub(crate) mod budget;
#[doc(hidden)]
pub mod by_tables;
pub(crate) mod content;
mod decode_error;
pub(crate) mod decoder;
mod encode;
mod fit;
mod formats;
pub(crate) mod node;
mod object;
mod open_enum;
mod scalars;
mod sensitive;
mod union;
mod within;
pub mod xml;

pub use binary::Binary;
pub use blanks::Blanks;
pub use decode_error::DecodeError;
pub use decoder::{Decode, Decoder, from_json};
pub use encode::{Encode, or_null, unless_empty};
pub use fit::{Fit, UnionVariant};
pub use formats::{Base64, Date, DateTime, Uuid};
pub use object::{object, object_with};
pub use open_enum::{OpenEnum, UnlistedValue, text_of, value_of};
pub use sensitive::Sensitive;
pub use union::{Union, attempt, tagged};
pub use within::{Within, within};
