//! The modules of a crate, and what is a name in each.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse, UseTree, Visibility};

/// A path as it is written, `["super", "wire", "Headers"]`.
pub(super) type Segments = Vec<String>;

/// A module, without the modules in it.
pub(super) struct Module {
    /// Its path from the root of the crate, which has none.
    pub(super) path: Segments,
    pub(super) file: String,
    /// Without those that are compiled only for tests.
    pub(super) items: Vec<Item>,
    pub(super) names: BTreeMap<String, Vec<Name>>,
    /// The modules all of whose names are imported.
    pub(super) globs: Vec<Segments>,
}

/// What a name stands for.
pub(super) enum Name {
    /// An item that the module declares.
    Item,
    /// A module in the module.
    Module,
    /// What the path stands for.
    Import(Segments),
}

/// The modules of a crate by their paths.
pub(super) struct Modules {
    modules: BTreeMap<Segments, Module>,
    /// The modules that declare macros by example, by the names of those.
    macros: BTreeMap<String, Segments>,
}

impl Modules {
    pub(super) fn all(&self) -> impl Iterator<Item = &Module> {
        self.modules.values()
    }

    pub(super) fn get(&self, path: &[String]) -> Option<&Module> {
        self.modules.get(path)
    }

    /// `#[macro_export]` makes a macro a name of the root.
    fn export_macros(&mut self) {
        let mut exported = Vec::new();
        for module in self.modules.values() {
            for item in &module.items {
                if let Item::Macro(item) = item
                    && let Some(name) = &item.ident
                    && item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"))
                {
                    let path = [&["crate".to_owned()], &module.path[..], &[name.to_string()]].concat();
                    exported.push((name.to_string(), Name::Import(path)));
                }
            }
        }
        if let Some(root) = self.modules.get_mut(&Vec::new()) {
            exported.into_iter().for_each(|(name, import)| root.names.entry(name).or_default().push(import));
        }
    }

    /// The module that declares a macro by example: such a macro is in scope in all that follows it.
    pub(super) fn of_macro(&self, name: &str) -> Option<&Module> {
        self.get(self.macros.get(name)?)
    }
}

/// All modules but those of tests.
pub(super) fn modules(root: &str, read: &dyn Fn(&str) -> Option<String>) -> Modules {
    let mut modules = Modules { modules: BTreeMap::new(), macros: BTreeMap::new() };
    let items = parse(root, &read(root).unwrap_or_else(|| panic!("there is no {root}")));
    add(read, Vec::new(), root.to_owned(), items, &mut modules);
    modules.export_macros();
    modules
}

fn add(
    read: &dyn Fn(&str) -> Option<String>,
    path: Segments,
    file: String,
    mut items: Vec<Item>,
    modules: &mut Modules,
) {
    items.retain(|item| !is_for_tests(attributes(item)));
    let mut module = Module { path, file, items: Vec::new(), names: BTreeMap::new(), globs: Vec::new() };
    let mut inner = Vec::new();
    for item in items {
        if let Item::Macro(declared) = &item
            && let Some(name) = &declared.ident
        {
            modules.macros.insert(name.to_string(), module.path.clone());
        }
        match item {
            Item::Mod(child) => {
                let name = child.ident.to_string();
                module.names.entry(name.clone()).or_default().push(Name::Module);
                let path = [&module.path[..], &[name]].concat();
                inner.push((path, child.content.map(|(_, items)| items)));
            }
            item => {
                if let Some(name) = declared_name(&item) {
                    module.names.entry(name).or_default().push(Name::Item);
                }
                Imports(&mut module).visit_item(&item);
                module.items.push(item);
            }
        }
    }
    let file = module.file.clone();
    modules.modules.insert(module.path.clone(), module);
    for (path, items) in inner {
        let (file, items) = match items {
            Some(items) => (file.clone(), items),
            None => read_file(read, &path),
        };
        add(read, path, file, items, modules);
    }
}

fn read_file(read: &dyn Fn(&str) -> Option<String>, path: &[String]) -> (String, Vec<Item>) {
    let base = path.join("/");
    let files = [format!("{base}.rs"), format!("{base}/mod.rs")];
    let found = files.into_iter().find_map(|file| Some((parse(&file, &read(&file)?), file)));
    let (items, file) = found.unwrap_or_else(|| panic!("`mod {}` has no file", path.join("::")));
    (file, items)
}

fn parse(file: &str, text: &str) -> Vec<Item> {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}")).items
}

/// Puts imports among the names of a module, those in functions too.
struct Imports<'m>(&'m mut Module);

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        if import.leading_colon.is_some() {
            return;
        }
        for leaf in leaves(&import.tree) {
            match leaf.name {
                Some(name) => self.0.names.entry(name).or_default().push(Name::Import(leaf.path)),
                None => self.0.globs.push(leaf.path),
            }
        }
        visit::visit_item_use(self, import);
    }
}

/// What one branch of a `use` imports.
pub(super) struct Leaf {
    pub(super) path: Segments,
    /// The name that it gets; `None` for all names of a module.
    pub(super) name: Option<String>,
}

pub(super) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    let below = |name: String, tree| {
        let mut leaves = leaves(tree);
        leaves.iter_mut().for_each(|leaf| leaf.path.insert(0, name.clone()));
        leaves
    };
    match tree {
        UseTree::Path(path) => {
            let mut leaves = below(path.ident.to_string(), &path.tree);
            // `use a::{self}` imports `a`.
            for leaf in &mut leaves {
                if leaf.path.len() > 1 && leaf.path.last().is_some_and(|last| last == "self") {
                    leaf.path.pop();
                    if leaf.name.as_deref() == Some("self") {
                        leaf.name = leaf.path.last().cloned();
                    }
                }
            }
            leaves
        }
        UseTree::Name(name) => vec![Leaf { path: vec![name.ident.to_string()], name: Some(name.ident.to_string()) }],
        UseTree::Rename(renamed) => {
            vec![Leaf { path: vec![renamed.ident.to_string()], name: Some(renamed.rename.to_string()) }]
        }
        UseTree::Glob(_) => vec![Leaf { path: Vec::new(), name: None }],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

/// Whether an import gives its names to others.
pub(super) fn is_reexport(import: &ItemUse) -> bool {
    !matches!(import.vis, Visibility::Inherited)
}

fn declared_name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is compiled only for tests: `#[cfg(test)]`, `#[cfg(all(test, unix))]`.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| attribute.parse_args::<syn::Meta>().is_ok_and(|condition| asks_for_tests(&condition)))
}

fn asks_for_tests(condition: &syn::Meta) -> bool {
    let inner = |list: &syn::MetaList| {
        list.parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated)
    };
    match condition {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => {
            inner(list).is_ok_and(|conditions| conditions.iter().any(asks_for_tests))
        }
        _ => false,
    }
}
