//! Values of types, as JSON, XML and bytes.

mod binary;
pub(crate) mod budget;
#[doc(hidden)]
pub mod by_tables;
pub(crate) mod decoder;
mod encode;
pub(crate) mod node;
mod open_enum;
mod sensitive;
mod within;
pub mod xml;

pub use binary::Binary;
pub use decoder::{Decode, Decoder, from_json};
pub use encode::{Encode, object};
pub use open_enum::{OpenEnum, UnlistedValue, text_of, value_of};
pub use sensitive::Sensitive;
pub use within::{Within, within};
