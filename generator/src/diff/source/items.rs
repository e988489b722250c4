//! The public items of a file.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, ImplItem, Item as Code, ItemImpl, Meta, ReceiverKind, Signature as Function, Visibility};

use super::conditions::Conditions;
use super::names::{Names, text};
use super::signature::{Signature, signature};

/// A public item. What it is called is the key of it: `get_pet::Request::id`.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) form: Form,
    /// What callers depend on, with names from the root of the crate.
    pub(super) text: String,
    pub(super) conditions: Conditions,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    Module,
    Value,
    Alias,
    /// A struct or an enum. A closed one can be made, or matched, without a rest.
    Type {
        closed: bool,
    },
    Field,
    Variant,
    Function(Signature),
    Trait,
}

/// Public items by what they are called.
pub(super) type Items = BTreeMap<String, Item>;

/// A module of a crate, and how it is seen from outside.
#[derive(Debug, Clone)]
pub(super) struct Module {
    /// Its path; empty for the root, and for a private module whose items the root exports.
    pub(super) path: Vec<String>,
    pub(super) conditions: Conditions,
}

/// Reads the public items of a module.
pub(super) fn items(module: &Module, code: &str, items: &mut Items) -> syn::Result<()> {
    let file = syn::parse_file(code)?;
    let names = Names::of(&module.path, &file.items);
    let mut reader = Reader { module, names, items };
    file.items.iter().for_each(|item| reader.item(item));
    Ok(())
}

struct Reader<'m> {
    module: &'m Module,
    names: Names,
    items: &'m mut Items,
}

impl Reader<'_> {
    fn path(&self, name: &impl ToString) -> String {
        [&self.module.path[..], &[name.to_string()]].concat().join("::")
    }

    fn add(&mut self, path: String, form: Form, text: String, conditions: Conditions) {
        self.items.insert(path, Item { form, text, conditions });
    }

    fn text(&self, code: &impl ToTokens) -> String {
        text(&self.names.resolved(code, None))
    }

    fn item(&mut self, item: &Code) {
        match item {
            Code::Mod(item) if is_public(&item.vis) => {
                let conditions = self.module.conditions.with(&item.attrs);
                self.add(self.path(&item.ident), Form::Module, "mod".to_owned(), conditions);
            }
            Code::Static(item) if is_public(&item.vis) => self.value("static", &item.ident, &item.ty, &item.attrs),
            Code::Const(item) if is_public(&item.vis) => self.value("const", &item.ident, &item.ty, &item.attrs),
            Code::Type(item) if is_public(&item.vis) => {
                let (conditions, text) = (self.module.conditions.with(&item.attrs), self.text(&item.ty));
                self.add(self.path(&item.ident), Form::Alias, text, conditions);
            }
            Code::Struct(item) if is_public(&item.vis) => {
                let is_open =
                    has(&item.attrs, "non_exhaustive") || item.fields.iter().any(|field| !is_public(&field.vis));
                let what = format!("struct{}", self.text(&item.generics));
                self.of_type(&item.ident, &item.attrs, !is_open, what);
                let conditions = self.module.conditions.with(&item.attrs);
                for (index, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
                    let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                    let path = format!("{}::{name}", self.path(&item.ident));
                    self.add(path, Form::Field, self.text(&field.ty), conditions.with(&field.attrs));
                }
            }
            Code::Enum(item) if is_public(&item.vis) => {
                let what = format!("enum{}", self.text(&item.generics));
                self.of_type(&item.ident, &item.attrs, !has(&item.attrs, "non_exhaustive"), what);
                let conditions = self.module.conditions.with(&item.attrs);
                for variant in &item.variants {
                    let path = format!("{}::{}", self.path(&item.ident), variant.ident);
                    self.add(path, Form::Variant, self.fields(&variant.fields), conditions.with(&variant.attrs));
                }
            }
            Code::Impl(block) => self.block(block),
            // What a macro of the runtime makes is an implementation.
            Code::Macro(call) => {
                let name = call.mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                let conditions = self.module.conditions.with(&call.attrs);
                let all = name == "impl_serde";
                let types = call.mac.tokens.clone().into_iter().filter_map(|token| match token {
                    proc_macro2::TokenTree::Ident(ident) => Some(ident),
                    _ => None,
                });
                for of in types.take(if all { usize::MAX } else { 1 }) {
                    self.add(format!("{} as {name}!", self.path(&of)), Form::Trait, String::new(), conditions.clone());
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, what: &str, name: &syn::Ident, ty: &syn::Type, attributes: &[Attribute]) {
        let text = format!("{what} {}", self.text(ty));
        self.add(self.path(name), Form::Value, text, self.module.conditions.with(attributes));
    }

    fn of_type(&mut self, name: &syn::Ident, attributes: &[Attribute], closed: bool, what: String) {
        let conditions = self.module.conditions.with(attributes);
        self.add(self.path(name), Form::Type { closed }, what, conditions.clone());
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let Meta::List(list) = &attribute.meta else { continue };
            for derived in text(&list.tokens).split(", ") {
                let path = format!("{} as {derived}", self.path(name));
                self.add(path, Form::Trait, String::new(), conditions.clone());
            }
        }
    }

    fn fields(&self, fields: &Fields) -> String {
        let field = |field: &syn::Field| match &field.ident {
            Some(name) => format!("{name}: {}", self.text(&field.ty)),
            None => self.text(&field.ty),
        };
        fields.iter().map(field).collect::<Vec<_>>().join(", ")
    }

    fn block(&mut self, block: &ItemImpl) {
        let me = self.names.resolved(&block.self_ty, None);
        let conditions = self.module.conditions.with(&block.attrs);
        // As it is seen from outside: `get_pet::Request<C>`.
        let of = text(&me).replace("crate::", "");
        if let Some((implemented, ..)) = &block.trait_ {
            let implemented = self.names.resolved(implemented, Some(&me));
            let types = block.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) => Some(format!("{} = {}", item.ident, self.text(&item.ty))),
                _ => None,
            });
            let types = types.collect::<Vec<_>>().join(", ");
            return self.add(format!("{of} as {}", text(&implemented)), Form::Trait, types, conditions);
        }
        for item in &block.items {
            if let ImplItem::Fn(method) = item
                && is_public(&method.vis)
            {
                let path = format!("{of}::{}", method.sig.ident);
                let (form, text) = self.function(&method.sig, &me);
                self.add(path, form, text, conditions.with(&method.attrs));
            }
        }
    }

    fn function(&self, function: &Function, me: &TokenStream) -> (Form, String) {
        let Function { asyncness, generics, inputs, output, .. } = function;
        let resolved = |code: &dyn ToTokens| self.names.resolved(&code.to_token_stream(), Some(me));
        let arguments = inputs.iter().map(|input| match input {
            syn::FnArg::Receiver(receiver) => {
                // Whether it is `mut` inside is nobody's business.
                match &receiver.kind {
                    ReceiverKind::Reference(_, _, Some(_)) => "&mut self".to_owned(),
                    ReceiverKind::Reference(..) => "&self".to_owned(),
                    ReceiverKind::Typed(_, ty) => text(&resolved(ty)),
                    _ => "self".to_owned(),
                }
            }
            syn::FnArg::Typed(typed) => text(&resolved(&typed.ty)),
        });
        let result = text(&resolved(output));
        let signature = signature(text(&resolved(&quote!(#asyncness #generics))), arguments.collect(), result);
        let text = signature.to_string();
        (Form::Function(signature), text)
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}
