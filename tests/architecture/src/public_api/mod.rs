//! The public items of a crate, one a line, read from its source.
//!
//! The tools for this need the JSON of a nightly rustdoc; this needs a parser. Names are not resolved as a compiler does it, only
//! as far as the crates of this repository need: see `Crate`.

mod modules;
mod names;
mod signature;

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, ItemImpl, ItemUse, Visibility};

use modules::{Module, modules};
use names::leaves;

/// The public items of the crate whose files, from `src/` on, `read` returns: a sorted text, one line an item.
///
/// # Panics
/// A file is not Rust, or a module has no file.
pub fn listing(read: impl Fn(&str) -> Option<String>) -> String {
    let modules = modules(&read);
    let krate = Crate { public: public_names(&modules), modules: &modules };
    let mut lines = BTreeSet::new();
    for module in &modules {
        for item in &module.items {
            krate.list(module, item, &mut lines);
        }
    }
    lines
        .into_iter()
        .map(|(path, line)| if line.is_empty() { path } else { format!("{path}: {line}") } + "\n")
        .collect()
}

/// The line of an item after its path, by which lines are sorted.
type Lines = BTreeSet<(String, String)>;

/// The modules of a crate, and which of their items are public.
///
/// An item is public if it is `pub` in a public module, or if a `pub use` in a public module names it. Such a name means the
/// nearest item of that name in the module that the `use` names, or below it.
struct Crate<'a> {
    modules: &'a [Module],
    /// Where an item is public: the module that declares it, its name there, its public path.
    public: Vec<(&'a [String], String, String)>,
}

fn public_names(modules: &[Module]) -> Vec<(&[String], String, String)> {
    let mut public = Vec::new();
    for module in modules.iter().filter(|module| module.is_public) {
        for item in &module.items {
            if let Item::Use(import) = item {
                for (path, name) in exported(import) {
                    if let Some((declaring, original)) = declaration(modules, module, &path) {
                        public.push((declaring, original, join(&module.path, &name)));
                    }
                }
            } else if let Some(name) = signature::public_name(item) {
                public.push((module.path.as_slice(), name.clone(), join(&module.path, &name)));
            }
        }
    }
    public
}

fn exported(import: &ItemUse) -> Vec<(Vec<String>, String)> {
    if matches!(import.vis, Visibility::Public(_)) { leaves(&import.tree) } else { Vec::new() }
}

/// The module below the one that a `use` names which declares the item, and the name of the item there.
fn declaration<'a>(modules: &'a [Module], from: &Module, path: &[String]) -> Option<(&'a [String], String)> {
    let (name, prefix) = path.split_last()?;
    let below = match prefix.first().map(String::as_str) {
        Some("crate") => prefix[1..].to_vec(),
        Some("self") => [&from.path[..], &prefix[1..]].concat(),
        _ => [&from.path[..], prefix].concat(),
    };
    let declares = |module: &&Module| {
        module.path.starts_with(&below)
            && module.items.iter().any(|item| signature::public_name(item).as_ref() == Some(name))
    };
    let nearest = modules.iter().filter(declares).min_by_key(|module| module.path.len())?;
    Some((&nearest.path, name.clone()))
}

impl Crate<'_> {
    fn list(&self, module: &Module, item: &Item, lines: &mut Lines) {
        match item {
            Item::Impl(block) => self.list_impl(module, block, lines),
            Item::Use(import) if module.is_public && !signature::is_hidden(&import.attrs) => {
                for (path, name) in exported(import) {
                    if declaration(self.modules, module, &path).is_none() {
                        let line = format!("{}pub use {}", signature::conditions(&import.attrs), path.join("::"));
                        lines.insert((join(&module.path, &name), line));
                    }
                }
            }
            Item::Mod(inner) => {
                if matches!(inner.vis, Visibility::Public(_)) && module.is_public {
                    lines.insert((
                        join(&module.path, &inner.ident.to_string()),
                        signature::conditions(&inner.attrs) + "pub mod",
                    ));
                }
            }
            Item::Macro(call) if call.ident.is_none() => {
                let public = call.mac.tokens.clone().into_iter().next().map(|first| first.to_string());
                for path in public.iter().flat_map(|name| self.paths(module, name)) {
                    let line = format!("{}{}!", signature::conditions(&call.attrs), signature::path(&call.mac.path));
                    lines.insert((path, line));
                }
            }
            item => {
                for path in signature::public_name(item).iter().flat_map(|name| self.paths(module, name)) {
                    for (member, line) in signature::lines(item) {
                        lines
                            .insert((if member.is_empty() { path.clone() } else { format!("{path}::{member}") }, line));
                    }
                }
            }
        }
    }

    fn list_impl(&self, module: &Module, block: &ItemImpl, lines: &mut Lines) {
        let Some(name) = signature::type_name(&block.self_ty) else { return };
        let conditions = signature::conditions(&block.attrs);
        let head = signature::impl_head(block);
        let of = if head.contains('<') { format!(" in {head}") } else { String::new() };
        for path in self.paths(module, &name) {
            if block.trait_.is_some() {
                lines.insert((path, conditions.clone() + &head));
                continue;
            }
            for member in &block.items {
                let (name, line) = match member {
                    ImplItem::Fn(method) if is_listed(&method.vis, &method.attrs) => {
                        (&method.sig.ident, signature::conditions(&method.attrs) + &signature::method(&method.sig))
                    }
                    ImplItem::Const(constant) if is_listed(&constant.vis, &constant.attrs) => {
                        (&constant.ident, format!("pub const {}", signature::text(&constant.ty.to_token_stream())))
                    }
                    _ => continue,
                };
                lines.insert((format!("{path}::{name}"), format!("{conditions}{line}{of}")));
            }
        }
    }

    /// The public paths of what a module calls by a name: what it declares, or what another module declares if it does not.
    fn paths(&self, module: &Module, name: &str) -> Vec<String> {
        let own =
            |(declaring, original, _): &&(&[String], String, String)| *declaring == module.path && original == name;
        let any = |(_, original, _): &&(&[String], String, String)| original == name;
        let mut found: Vec<_> = self.public.iter().filter(own).collect();
        if found.is_empty() && !module.items.iter().any(|item| signature::declared_name(item).as_deref() == Some(name))
        {
            found.extend(self.public.iter().find(any));
        }
        found.into_iter().map(|(_, _, path)| path.clone()).collect()
    }
}

fn is_listed(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !signature::is_hidden(attributes)
}

fn join(module: &[String], name: &str) -> String {
    [module, &[name.to_owned()]].concat().join("::")
}
