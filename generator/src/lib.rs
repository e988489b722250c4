//! Reads the description of an API and writes what follows from it: client, mock, documentation and tests.
//!
//! Data flows one way. [`source`] reads the document and remembers where each value is; other versions of OpenAPI than 3.0
//! are rewritten into it; [`lint`] holds it against the vocabulary, and what is wrong with somebody else's document is
//! repaired; [`lower`] makes the language-neutral [`model`] of it; [`infer`] finds what a plain REST document remembers; [`facts`] are what follows from that in every language;
//! [`plan`] chooses every Rust name; [`emit`] writes the text; [`output`] compares it with what is on disk. A mock is made of
//! [`descriptors`], built from the facts. [`diff`] compares two descriptions. Every fault becomes one of the [`diagnostics`].

pub mod descriptors;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod facts;
mod format;
pub mod generate;
pub mod infer;
pub mod lint;
pub mod lower;
pub mod model;
pub mod output;
mod path_template;
pub mod plan;
mod pointer;
mod positions;
mod repair;
pub mod settings;
pub mod source;
mod text;
mod versions;
mod vocabulary;
