//! Small pieces of Rust that many emitters need.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::format::DOC_LINE;

/// A name that the plan has chosen.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

/// Documentation of the item that follows.
pub(super) fn docs(markdown: &str) -> TokenStream {
    let text = doc_comment(markdown);
    if text.is_empty() { TokenStream::new() } else { quote!(#[doc = #text]) }
}

/// Documentation of the file.
pub(super) fn file_docs(markdown: &str) -> TokenStream {
    let text = doc_comment(markdown);
    if text.is_empty() { TokenStream::new() } else { quote!(#![doc = #text]) }
}

/// All lines in one attribute, since an attribute a line would be most of the tokens of a file.
fn doc_comment(markdown: &str) -> String {
    // A carriage return cannot stand in a doc comment.
    let markdown = markdown.trim_end().replace("\r\n", "\n").replace('\r', "\n").replace(DOC_LINE, "");
    let line = |line: &str| if line.trim().is_empty() { String::new() } else { format!(" {}", line.trim_end()) };
    let lines: Vec<_> = markdown.lines().map(line).collect();
    lines.join(DOC_LINE)
}
