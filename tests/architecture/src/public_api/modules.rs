//! The modules of a crate.

use syn::{Item, Visibility};

use super::signature;

/// A module, without the modules in it.
pub(super) struct Module {
    /// Its path from the root of the crate, which has none.
    pub(super) path: Vec<String>,
    /// Whether it can be named from outside.
    pub(super) is_public: bool,
    pub(super) items: Vec<Item>,
}

/// All modules but those of tests, the root first.
pub(super) fn modules(read: &dyn Fn(&str) -> Option<String>) -> Vec<Module> {
    let mut modules = Vec::new();
    let items = parse("lib.rs", &read("lib.rs").expect("lib.rs"));
    add(read, Module { path: Vec::new(), is_public: true, items }, &mut modules);
    modules
}

fn add(read: &dyn Fn(&str) -> Option<String>, mut module: Module, modules: &mut Vec<Module>) {
    let mut inner = Vec::new();
    for item in &mut module.items {
        if let Item::Mod(child) = item
            && !signature::is_hidden(&child.attrs)
            && !signature::conditions(&child.attrs).contains("cfg(test)")
        {
            let path = [&module.path[..], &[child.ident.to_string()]].concat();
            let is_public = module.is_public && matches!(child.vis, Visibility::Public(_));
            let items = child.content.take().map_or_else(|| read_file(read, &path), |(_, items)| items);
            inner.push(Module { path, is_public, items });
        }
    }
    modules.push(module);
    for module in inner {
        add(read, module, modules);
    }
}

fn read_file(read: &dyn Fn(&str) -> Option<String>, path: &[String]) -> Vec<Item> {
    let base = path.join("/");
    let files = [format!("{base}.rs"), format!("{base}/mod.rs")];
    let found = files.iter().find_map(|file| Some(parse(file, &read(file)?)));
    found.unwrap_or_else(|| panic!("`mod {}` has no file", path.join("::")))
}

fn parse(file: &str, text: &str) -> Vec<Item> {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}")).items
}
