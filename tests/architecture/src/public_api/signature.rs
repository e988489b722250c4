//! An item as the line that lists it: without its body, its value and its documentation.

use quote::{ToTokens, quote};
use syn::{Attribute, Fields, Item, ItemImpl, Path, Signature, TraitItem, Type, Visibility};

/// The name of an item, whoever sees it.
pub(super) fn declared_name(item: &Item) -> Option<String> {
    named(item).map(|(name, ..)| name)
}

/// The name of an item that is public where it is declared.
pub(super) fn public_name(item: &Item) -> Option<String> {
    let (name, is_public, attributes) = named(item)?;
    (is_public && !is_hidden(attributes)).then_some(name)
}

fn named(item: &Item) -> Option<(String, bool, &[Attribute])> {
    let (name, visibility, attributes) = match item {
        Item::Const(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Static(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Type(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Struct(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Trait(item) => (&item.ident, &item.vis, &item.attrs),
        Item::Fn(item) => (&item.sig.ident, &item.vis, &item.attrs),
        Item::Macro(item) => {
            let exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
            return item.ident.as_ref().map(|name| (name.to_string(), exported, item.attrs.as_slice()));
        }
        _ => return None,
    };
    Some((name.to_string(), matches!(visibility, Visibility::Public(_)), attributes))
}

/// The lines of an item: its own, and one for each public member.
pub(super) fn lines(item: &Item) -> Vec<(String, String)> {
    let own = |line: String| vec![(String::new(), line)];
    match item {
        Item::Const(item) => own(conditions(&item.attrs) + "pub const " + &text(&item.ty)),
        Item::Static(item) => own(conditions(&item.attrs) + "pub static " + &text(&item.ty)),
        Item::Type(item) => {
            let (generics, ty) = (&item.generics, &item.ty);
            own(conditions(&item.attrs) + "pub type" + &text(&quote!(#generics)) + " = " + &text(ty))
        }
        Item::Fn(item) => own(conditions(&item.attrs) + &method(&item.sig)),
        Item::Macro(item) => own(conditions(&item.attrs) + "macro"),
        Item::Struct(item) => {
            let mut lines = own(conditions(&item.attrs) + "pub struct" + &text(&item.generics));
            lines.extend(fields(&item.fields));
            lines
        }
        Item::Enum(item) => {
            let mut lines = own(conditions(&item.attrs) + "pub enum" + &text(&item.generics));
            for variant in &item.variants {
                lines.push((
                    variant.ident.to_string(),
                    conditions(&variant.attrs) + "variant" + &values(&variant.fields),
                ));
            }
            lines
        }
        Item::Trait(item) => {
            let mut lines =
                own(conditions(&item.attrs) + "pub trait" + &text(&item.generics) + &bounds(&item.supertraits));
            for member in &item.items {
                lines.extend(match member {
                    TraitItem::Fn(function) if !is_hidden(&function.attrs) => {
                        let provided = if function.default.is_some() { "provided " } else { "" };
                        Some((function.sig.ident.to_string(), format!("{provided}{}", text(&function.sig))))
                    }
                    TraitItem::Const(constant) => {
                        Some((constant.ident.to_string(), format!("const {}", text(&constant.ty))))
                    }
                    TraitItem::Type(ty) => Some((ty.ident.to_string(), format!("type{}", bounds(&ty.bounds)))),
                    _ => None,
                });
            }
            lines
        }
        _ => Vec::new(),
    }
}

fn fields(fields: &Fields) -> Vec<(String, String)> {
    let listed = fields.iter().enumerate().filter(|(_, field)| matches!(field.vis, Visibility::Public(_)));
    let line = |(index, field): (usize, &syn::Field)| {
        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        (name, conditions(&field.attrs) + "pub " + &text(&field.ty))
    };
    listed.map(line).collect()
}

fn bounds(bounds: &impl ToTokens) -> String {
    let bounds = text(bounds);
    if bounds.is_empty() { bounds } else { format!(": {bounds}") }
}

/// What a variant holds.
fn values(fields: &Fields) -> String {
    let values: Vec<_> = fields.iter().map(|field| (field.ident.as_ref(), text(&field.ty))).collect();
    let named =
        |(name, ty): &(Option<&syn::Ident>, String)| name.map_or_else(|| ty.clone(), |name| format!("{name}: {ty}"));
    let values = values.iter().map(named).collect::<Vec<_>>().join(", ");
    match fields {
        Fields::Named(_) => format!(" {{ {values} }}"),
        Fields::Unnamed(_) => format!("({values})"),
        Fields::Unit => String::new(),
    }
}

/// A public function, or a public method.
pub(super) fn method(signature: &Signature) -> String {
    format!("pub {}", text(signature))
}

/// `impl<C> Input for Request<C>`
pub(super) fn impl_head(block: &ItemImpl) -> String {
    let (generics, bounds, ty) = (&block.generics, &block.generics.where_clause, &block.self_ty);
    match &block.trait_ {
        Some((name, _)) => text(&quote!(impl #generics #name for #ty #bounds)),
        None => text(&quote!(impl #generics #ty #bounds)),
    }
}

/// The last name of a type: `Request` of `&crate::Request<C>`.
pub(super) fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        Type::Reference(reference) => type_name(&reference.elem),
        _ => None,
    }
}

/// Whether `cargo doc` leaves the item out.
pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| text(attribute) == "#[doc(hidden)]")
}

/// The attributes that users of the item depend on, each with a space after it.
pub(super) fn conditions(attributes: &[Attribute]) -> String {
    const LISTED: &[&str] = &["cfg", "deprecated", "derive", "non_exhaustive"];
    let listed = attributes.iter().filter(|attribute| LISTED.iter().any(|name| attribute.path().is_ident(name)));
    listed.map(|attribute| text(attribute) + " ").collect()
}

/// A path as it is written in source.
pub(super) fn path(path: &Path) -> String {
    text(path)
}

/// Tokens in one line, with the spaces that people write.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    const SPACES: &[(&str, &str)] = &[
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" ;", ";"),
        (" : ", ": "),
        ("& ", "&"),
        ("? ", "?"),
        ("# [", "#["),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (",)", ")"),
        ("=(", "= ("),
        (" ->(", " -> ("),
    ];
    let printed = tokens.to_token_stream().to_string();
    SPACES.iter().fold(printed, |text, (printed, written)| text.replace(printed, written))
}
