//! What is wrong with a description: each fault has a stable code, a place in a file, and a way out.
//!
//! All the faults of a run are collected in [`Diagnostics`] and shown together, as the Rust compiler shows its own.

mod code;
mod collection;
mod diagnostic;
mod files;
mod json;
mod render;
mod suggest;

pub use code::{Code, UnknownCode};
pub use collection::Diagnostics;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use files::{File, FileId, Files, Span};
pub(crate) use render::snippet;
pub use suggest::nearest;
