//! Tokens of Rust: `syn` proves that they parse, `prettyplease` prints them, and what the printer leaves out, the blank
//! lines, is put in by structure.

use proc_macro2::TokenStream;
use syn::{File, Item};

/// Stands between the lines of a doc comment that is one attribute. It is a character for private use, which
/// quoted documentation does not keep.
pub(crate) const DOC_LINE: &str = "\u{e000}";

/// Prints a file.
///
/// # Errors
/// The tokens are not a Rust file: a fault of the emitter.
pub(super) fn printed(tokens: TokenStream) -> Result<String, syn::Error> {
    let file: File = syn::parse2(tokens)?;
    let mut text = String::new();
    let attributes = print(File { shebang: None, frontmatter: None, attrs: file.attrs, items: Vec::new() });
    text.push_str(&attributes);
    let mut before: Option<Group> = None;
    for item in file.items {
        let group = Group::of(&item);
        let joined = before == Some(group) && group != Group::Other;
        if !joined && (before.is_some() || !attributes.is_empty()) {
            text.push('\n');
        }
        let is_impl = matches!(item, Item::Impl(_));
        let printed = print(File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] });
        text.push_str(&if is_impl { spaced(&printed) } else { printed });
        before = Some(group);
    }
    Ok(text)
}

fn print(file: File) -> String {
    let printed = prettyplease::unparse(&file);
    if !printed.contains(DOC_LINE) {
        return printed;
    }
    let mut text = String::with_capacity(printed.len() + printed.len() / 4);
    for line in printed.lines() {
        // `    ///` or `//!`, which each of the lines begins with.
        let start = line.find("//").filter(|_| line.contains(DOC_LINE)).map_or(0, |comment| comment + 3);
        let (prefix, rest) = line.split_at_checked(start).unwrap_or(("", line));
        for part in rest.split(DOC_LINE) {
            text.extend([prefix, part, "\n"]);
        }
    }
    text
}

/// Items that stand together without a blank line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Module,
    Use,
    PublicUse,
    Other,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Mod(module) if module.content.is_none() => Group::Module,
            Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Group::Use,
            Item::Use(_) => Group::PublicUse,
            _ => Group::Other,
        }
    }
}

/// A blank line after each function of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let ends =
            line == "    }" || (line.starts_with("    type ") || line.starts_with("    const ")) && line.ends_with(';');
        let next_is_same_kind =
            |next: &str| !line.ends_with('}') && (next.starts_with("    type ") || next.starts_with("    const "));
        if ends && lines.peek().is_some_and(|next| *next != "}" && !next_is_same_kind(next)) {
            spaced.push('\n');
        }
    }
    spaced
}
