//! Values of types, as JSON, XML and bytes.

mod binary;
pub(crate) mod budget;
#[doc(hidden)]
pub mod by_tables;
pub(crate) mod decoder;
mod encode;
mod fit;
pub(crate) mod node;
mod open_enum;
mod scalars;
mod sensitive;
mod union;
mod within;
pub mod xml;

pub use binary::Binary;
pub use decoder::{Decode, Decoder, from_json};
pub use encode::{Encode, object, object_with, or_null, unless_empty};
pub use open_enum::{OpenEnum, UnlistedValue, text_of, value_of};
pub use sensitive::Sensitive;
pub use union::{Fit, Union, UnionVariant, attempt, tagged};
pub use within::{Within, within};
