//! Texts of a description as parts of Markdown: in comments of Rust, which rustdoc reads and whose code `cargo test` runs,
//! and in pages. Whatever they hold, they are text there: no code that runs, no HTML, no line that is not their own.

mod block;
mod characters;
mod inline;
mod links;
mod sentence;
#[cfg(test)]
mod tests;

pub(crate) use block::{block, shown};
pub(crate) use characters::{json, toml, visible};
pub(crate) use inline::{cell, code, code_cell, inline};
pub(crate) use sentence::first_sentence;
