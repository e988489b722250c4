//! Rust as people read it: `syn` proves that a file parses, what it imports and does not use goes, and `prettyplease`
//! prints it.

mod imports;
mod print;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use imports::Parsed;

/// Code with something of everything that templates write. What the printer makes of it distinguishes this printer from others.
const SPECIMEN: &str = include_str!("specimen.txt");

/// Prints a file, without the `//` comments, which are not code.
///
/// # Errors
/// The text is not a Rust file: a fault of the emitter.
pub(crate) fn printed(code: &str) -> syn::Result<String> {
    let Parsed(file) = syn::parse_str(code)?;
    Ok(print::printed(file))
}

/// The hash of a text before it is printed. It is another one for another printer, or another version of the generator.
pub(crate) fn hash(unprinted: &str) -> String {
    static PRINTER: OnceLock<blake3::Hash> = OnceLock::new();
    let printer = PRINTER.get_or_init(|| {
        // A printer that fails prints like no other.
        let specimen = printed(SPECIMEN).unwrap_or_else(|error| error.to_string());
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(b"\n").update(specimen.as_bytes()).finalize()
    });
    let mut hasher = blake3::Hasher::new();
    hasher.update(printer.as_bytes()).update(unprinted.as_bytes()).finalize().to_hex().to_string()
}
