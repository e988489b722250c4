//! Reads the description of an API and writes what follows from it: client, mock, documentation and tests.
//!
//! Data flows one way. [`source`] reads the YAML and remembers where each value stands; [`lint`] holds it against the
//! vocabulary; [`lower`] makes the language-neutral [`model`] of it; [`plan`] chooses every Rust name; [`emit`] writes the
//! text; [`output`] compares it with what is on disk. Every fault becomes one of the [`diagnostics`].

pub mod descriptors;
pub mod diagnostics;
pub mod emit;
mod format;
pub mod generate;
pub mod lint;
pub mod lower;
pub mod model;
pub mod output;
pub mod plan;
pub mod source;
mod vocabulary;
