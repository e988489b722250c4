//! Values of types, as JSON, XML and bytes.

mod binary;
pub(crate) mod budget;
pub(crate) mod decoder;
mod encode;
pub(crate) mod node;
mod sensitive;
pub mod xml;

pub use binary::Binary;
pub use decoder::{Decode, Decoder, from_json};
pub use encode::{Encode, object};
pub use sensitive::Sensitive;
