//! Small pieces of Rust that many emitters need.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::plan::RustType;

/// A name that the plan has chosen.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

/// Documentation of the item that follows: one attribute a line, since that is how it is printed as `///`.
pub(super) fn docs(markdown: &str) -> TokenStream {
    let lines = doc_lines(markdown);
    quote!(#(#[doc = #lines])*)
}

/// Documentation of the file.
pub(super) fn file_docs(markdown: &str) -> TokenStream {
    let lines = doc_lines(markdown);
    quote!(#(#![doc = #lines])*)
}

fn doc_lines(markdown: &str) -> Vec<String> {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!(" {line}") };
    // A carriage return cannot stand in a doc comment.
    markdown.trim_end().replace("\r\n", "\n").replace('\r', "\n").lines().map(line).collect()
}

/// A type in the code of a client.
pub(super) fn rust_type(rust: &RustType) -> TokenStream {
    match rust {
        RustType::String => quote!(String),
        RustType::Integer(bits) => {
            let name = format_ident!("i{bits}");
            quote!(#name)
        }
        RustType::Float(bits) => {
            let name = format_ident!("f{bits}");
            quote!(#name)
        }
        RustType::Bool => quote!(bool),
        RustType::List(items) => {
            let items = rust_type(items);
            quote!(Vec<#items>)
        }
        RustType::Map(values) => {
            let values = rust_type(values);
            quote!(BTreeMap<String, #values>)
        }
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Shared(name) => {
            let name = ident(name);
            quote!(crate::types::#name)
        }
        RustType::Json => quote!(Value),
        RustType::Bytes => quote!(acs_core::Binary),
        RustType::Boxed(inner) => {
            let inner = rust_type(inner);
            quote!(Box<#inner>)
        }
        RustType::Sensitive(inner) => {
            let inner = rust_type(inner);
            quote!(Sensitive<#inner>)
        }
    }
}

/// Brings into scope those of the names that the code mentions; nothing if it mentions none.
pub(super) fn imports(path: TokenStream, names: &[&str], code: &TokenStream) -> TokenStream {
    let mut mentioned: Vec<_> = names.iter().filter(|name| mentions(code, name)).map(|name| ident(name)).collect();
    mentioned.sort();
    match mentioned.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// Whether the code uses a name as a path, and not only as a field or a method.
fn mentions(code: &TokenStream, name: &str) -> bool {
    let trees: Vec<_> = code.clone().into_iter().collect();
    let punct = |at: Option<usize>, c: char| match at.and_then(|at| trees.get(at)) {
        Some(TokenTree::Punct(punct)) => punct.as_char() == c,
        _ => false,
    };
    trees.iter().enumerate().any(|(at, tree)| match tree {
        TokenTree::Ident(ident) => {
            let method = punct(at.checked_sub(1), '.');
            let field = punct(Some(at + 1), ':') && !punct(Some(at + 2), ':');
            ident == name && !method && !field
        }
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// An optional literal.
pub(super) fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

/// A whole number without a suffix.
pub(super) fn number(value: impl Into<i128>) -> Literal {
    Literal::i128_unsuffixed(value.into())
}
