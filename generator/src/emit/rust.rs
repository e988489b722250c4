//! Small pieces of Rust as text.

use std::fmt::Display;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::wrap::wrap;

/// A name that the plan has chosen.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

/// The attribute of an item that is there if one of the cargo features is on; nothing if there are none to name.
pub(super) fn features_condition(features: &[impl AsRef<str>]) -> TokenStream {
    let features = features.iter().map(AsRef::as_ref);
    match features.len() {
        0 => TokenStream::new(),
        1 => quote!(#[cfg(#(feature = #features)*)]),
        _ => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// `&[…]`
pub(super) fn list(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    format!("&[{}]", items.join(", "))
}

/// Documentation of the item that follows.
pub(super) fn docs(markdown: &str) -> String {
    comment("///", markdown)
}

/// Documentation of the file.
pub(super) fn file_docs(markdown: &str) -> String {
    comment("//!", markdown)
}

fn comment(start: &str, markdown: &str) -> String {
    let markdown = markdown.trim_end();
    let mut text = String::with_capacity(markdown.len() + markdown.len() / 8);
    for line in wrap(markdown) {
        text.push_str(start);
        if !line.is_empty() {
            text.extend([" ", &line]);
        }
        text.push('\n');
    }
    text
}
