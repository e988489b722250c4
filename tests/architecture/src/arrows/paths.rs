//! The paths that a module names things by.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemUse, Macro, Path, VisRestricted};

use super::modules::{Module, Name, Segments, attributes, is_for_tests, is_reexport, leaves};

/// Macros whose tokens are code of another crate.
const QUOTES: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// All paths in the code of a module but those that it only passes on from the modules in it.
pub(super) fn paths(module: &Module) -> Vec<Segments> {
    let mut paths = Paths { module, found: Vec::new() };
    module.items.iter().for_each(|item| paths.visit_item(item));
    paths.found
}

struct Paths<'m> {
    module: &'m Module,
    found: Vec<Segments>,
}

impl Paths<'_> {
    /// The paths in tokens: identifiers with `::` between them, and texts of that form, as in `#[serde(with = "a::b")]`.
    fn in_tokens(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(name) if colons == 2 && !path.is_empty() => path.push(name.to_string()),
                other => {
                    self.found.push(std::mem::take(&mut path));
                    match other {
                        // What begins with `::` is another crate.
                        TokenTree::Ident(name) if colons != 2 => path.push(name.to_string()),
                        TokenTree::Group(group) => self.in_tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.found.push(path);
    }

    fn in_texts(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.in_texts(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(path) = syn::parse_str::<syn::LitStr>(&literal.to_string()).and_then(|text| text.parse())
                    {
                        self.visit_path(&path);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let is_for_tests = match item {
            ImplItem::Const(item) => is_for_tests(&item.attrs),
            ImplItem::Fn(item) => is_for_tests(&item.attrs),
            _ => false,
        };
        if !is_for_tests {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        if import.leading_colon.is_some() {
            return;
        }
        for leaf in leaves(&import.tree) {
            let first = leaf.path.iter().find(|segment| *segment != "self");
            let is_inside = first.is_some_and(|first| {
                let names = self.module.names.get(first);
                names.is_some_and(|names| names.iter().any(|name| matches!(name, Name::Module)))
            });
            if !(is_reexport(import) && is_inside) {
                self.found.push(leaf.path);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_none() {
            self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        visit::visit_macro(self, call);
        if let [name] = &call.path.segments.iter().collect::<Vec<_>>()[..] {
            self.found.push(vec![format!("{}!", name.ident)]);
        }
        let last = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if !QUOTES.contains(&last.as_str()) {
            self.in_tokens(call.tokens.clone());
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        visit::visit_attribute(self, attribute);
        if let syn::Meta::List(list) = &attribute.meta {
            self.in_tokens(list.tokens.clone());
            self.in_texts(list.tokens.clone());
        }
    }

    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}
