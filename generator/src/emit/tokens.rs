//! Small pieces of Rust that many emitters need.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::format::DOC_LINE;
use crate::plan::RustType;

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
    let mut mentioned = BTreeSet::new();
    collect_mentioned(code.clone(), names, &mut mentioned);
    let mentioned: Vec<_> = mentioned.into_iter().map(ident).collect();
    match mentioned.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// Those of the names that the code uses as a path, and not only as a field or a method.
fn collect_mentioned<'n>(code: TokenStream, names: &[&'n str], mentioned: &mut BTreeSet<&'n str>) {
    let mut trees = code.into_iter().peekable();
    let mut after_dot = false;
    while let Some(tree) = trees.next() {
        let is_method =
            std::mem::replace(&mut after_dot, matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '.'));
        match tree {
            TokenTree::Ident(ident) if !is_method => {
                // A single colon follows a field, a double one a module or a type.
                let is_field = matches!(
                    trees.peek(),
                    Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Alone
                );
                if !is_field {
                    mentioned.extend(names.iter().filter(|name| ident == **name));
                }
            }
            TokenTree::Group(group) => collect_mentioned(group.stream(), names, mentioned),
            _ => {}
        }
    }
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
