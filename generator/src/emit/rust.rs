//! Small pieces of Rust as text.

use std::fmt::Display;

use crate::plan::RustType;

/// How long a table can be that stands in one line.
const SHORT: usize = 80;

/// The attribute of an item that is there if one of the cargo features is on; nothing if there are none to name.
pub(super) fn features_condition(features: &[impl AsRef<str>]) -> String {
    let features: Vec<_> = features.iter().map(|feature| format!("feature = {:?}", feature.as_ref())).collect();
    match features.as_slice() {
        [] => String::new(),
        [feature] => format!("#[cfg({feature})]"),
        features => format!("#[cfg(any({}))]", features.join(", ")),
    }
}

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// `&[…]`, for a line of its own or a part of one.
pub(super) fn list(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    format!("&[{}]", items.join(", "))
}

/// `&[…]`, with one item a line unless all of them are short: the end of a line, and the beginning of another one.
pub(super) fn table(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    match items.iter().map(|item| item.len() + 2).sum::<usize>() <= SHORT {
        true => list(items),
        false => format!("&[\n{},\n]", items.join(",\n")),
    }
}

/// A list of string literals.
pub(super) fn literals(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    list(texts.into_iter().map(|text| literal(text.as_ref())))
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<impl Display>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
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
    // A carriage return cannot stand in a doc comment; at the end of a line it is a part of that.
    for line in markdown.lines().flat_map(|line| line.split('\r')) {
        text.push_str(start);
        let line = line.trim_end();
        if !line.is_empty() {
            text.extend([" ", line]);
        }
        text.push('\n');
    }
    text
}

/// A type, in the code of the client's crate.
pub(super) fn rust_type(rust: &RustType) -> String {
    match rust {
        RustType::String => "String".to_owned(),
        RustType::Integer(bits) => format!("i{bits}"),
        RustType::Float(bits) => format!("f{bits}"),
        RustType::Bool => "bool".to_owned(),
        RustType::List(items) => format!("Vec<{}>", rust_type(items)),
        RustType::Map(values) => format!("BTreeMap<String, {}>", rust_type(values)),
        RustType::Local(name) => name.clone(),
        RustType::Shared(name) => format!("crate::types::{name}"),
        RustType::Json => "Value".to_owned(),
        RustType::Bytes => "twinspec_core::Binary".to_owned(),
        RustType::Boxed(inner) => format!("Box<{}>", rust_type(inner)),
        RustType::Sensitive(inner) => format!("Sensitive<{}>", rust_type(inner)),
    }
}
