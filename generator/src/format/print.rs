//! The layout of a file: `prettyplease` prints each item, and the blank lines between them are put in by structure.

use syn::{File, Item};

/// Prints a file.
pub(super) fn printed(file: File) -> String {
    let mut text = String::new();
    let attributes = print(file.attrs, Vec::new());
    text.push_str(&attributes);
    let mut before: Option<Group> = None;
    for item in file.items {
        let group = Group::of(&item);
        let joined = before == Some(group) && group != Group::Other;
        if !joined && (before.is_some() || !attributes.is_empty()) {
            text.push('\n');
        }
        let is_impl = matches!(item, Item::Impl(_));
        let printed = print(Vec::new(), vec![item]);
        text.push_str(&if is_impl { spaced(&printed) } else { printed });
        before = Some(group);
    }
    text
}

fn print(attrs: Vec<syn::Attribute>, items: Vec<Item>) -> String {
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs, items })
}

/// Items that follow each other without a blank line.
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
