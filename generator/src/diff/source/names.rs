//! Names as a module writes them, and what they are from the root of the crate.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree};

/// What the names in a module mean.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By name, the path that is imported.
    imported: BTreeMap<String, Vec<String>>,
    declared: BTreeSet<String>,
    /// The path of the module from the root of its crate.
    module: Vec<String>,
}

impl Names {
    /// Those of a module.
    pub(super) fn of(module: &[String], items: &[Item]) -> Self {
        let mut names = Names { module: module.to_vec(), ..Names::default() };
        for item in items {
            match item {
                Item::Use(import) => names.import(&import.tree, &[]),
                Item::Struct(item) => names.declare(&item.ident),
                Item::Enum(item) => names.declare(&item.ident),
                Item::Type(item) => names.declare(&item.ident),
                Item::Static(item) => names.declare(&item.ident),
                Item::Const(item) => names.declare(&item.ident),
                Item::Trait(item) => names.declare(&item.ident),
                Item::Mod(item) => names.declare(&item.ident),
                _ => {}
            }
        }
        names
    }

    fn declare(&mut self, name: &Ident) {
        self.declared.insert(name.to_string());
    }

    fn import(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident)),
            UseTree::Name(name) if name.ident == "self" => {
                self.imported.extend(before.last().map(|last| (last.clone(), before.to_vec())));
            }
            UseTree::Name(name) => {
                self.imported.insert(name.ident.to_string(), with(&name.ident));
            }
            UseTree::Rename(rename) => {
                self.imported.insert(rename.rename.to_string(), with(&rename.ident));
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before)),
            UseTree::Glob(_) => {}
        }
    }

    /// The path from the root of the crate that a name has here; `None` if it is one of the language, or generic.
    fn path(&self, name: &str) -> Option<Vec<String>> {
        if let Some(path) = self.imported.get(name) {
            return Some(path.clone());
        }
        let own = self.declared.contains(name);
        own.then(|| [&["crate".to_owned()][..], &self.module, &[name.to_owned()]].concat())
    }

    /// Code in which each name is written from the root of the crate. `me` is what `Self` stands for.
    pub(super) fn resolved(&self, code: &impl ToTokens, me: Option<&TokenStream>) -> TokenStream {
        self.stream(code.to_token_stream(), me)
    }

    fn stream(&self, code: TokenStream, me: Option<&TokenStream>) -> TokenStream {
        let tokens: Vec<TokenTree> = code.into_iter().collect();
        let is = |index: Option<usize>, wanted: char| {
            let token = index.and_then(|index| tokens.get(index));
            matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
        };
        let mut resolved = TokenStream::new();
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1);
            match token {
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.stream(group.stream(), me));
                    inner.set_span(group.span());
                    resolved.extend([TokenTree::Group(inner)]);
                }
                TokenTree::Ident(name) => {
                    let follows =
                        is(before, ':') && is(index.checked_sub(2), ':') || is(before, '\'') || is(before, '.');
                    let binds = is(Some(index + 1), '=') && !is(Some(index + 2), '=');
                    match (follows || binds, me, self.path(&name.to_string())) {
                        (false, Some(me), _) if name == "Self" => resolved.extend(me.clone()),
                        (false, _, Some(path)) => resolved.extend(written(&path, name)),
                        _ => resolved.extend([token.clone()]),
                    }
                }
                _ => resolved.extend([token.clone()]),
            }
        }
        resolved
    }
}

fn written(path: &[String], name: &Ident) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, step) in path.iter().enumerate() {
        if index > 0 {
            tokens.extend([Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::Punct));
        }
        let plain = step.strip_prefix("r#");
        let ident = plain.map_or_else(|| Ident::new(step, name.span()), |plain| Ident::new_raw(plain, name.span()));
        tokens.extend([TokenTree::Ident(ident)]);
    }
    tokens
}

/// Code in one line, with the spaces that people write.
pub(super) fn text(code: &TokenStream) -> String {
    let mut text = String::new();
    write(code.clone(), &mut text);
    text.trim().replace(" ,", ",").replace(",)", ")")
}

fn write(code: TokenStream, text: &mut String) {
    for token in code {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                let (before, after) = match punct.as_char() {
                    ',' | ';' => ("", " "),
                    '=' | '+' => (" ", " "),
                    '-' => (" ", ""),
                    '>' if text.ends_with('-') => ("", " "),
                    ':' if punct.spacing() == Spacing::Alone && !text.ends_with(':') => ("", " "),
                    _ => ("", ""),
                };
                if !text.ends_with(' ') {
                    text.push_str(before);
                }
                text.push(punct.as_char());
                text.push_str(after);
            }
            word => {
                if text.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '>' | ')')) {
                    text.push(' ');
                }
                text.push_str(&word.to_string());
            }
        }
    }
}
