//! Rust as people read it.
//!
//! What an API has once is quoted: `syn` proves that it parses, and `prettyplease` prints it. What it has for each operation
//! comes from a template, line by line, and is laid out here, since printing it from tokens takes most of the time of a run.

mod breaks;
mod layout;
mod marks;
mod quoted;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

pub(crate) use marks::literal_end;
pub(crate) use quoted::DOC_LINE;

/// A file of lines.
pub(crate) fn lines(header: &str, lines: &str) -> String {
    format!("{header}\n{}", layout::laid_out(lines))
}

/// A file of tokens.
///
/// # Errors
/// The tokens are not a Rust file: a fault of the emitter.
pub(crate) fn tokens(header: &str, tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(format!("{header}\n{}", quoted::printed(tokens)?))
}
