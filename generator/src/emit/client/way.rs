//! The way to a field of an answer, any step of which can be absent.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::ident;
use crate::plan::Step;

/// What steps lead to, as an option; `borrow` turns a field that is there, and `borrow_option` one that can be absent,
/// into what is wanted of the last.
pub(super) fn way(
    steps: &[Step],
    borrow: impl Fn(TokenStream) -> TokenStream,
    borrow_option: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    way_from("body", steps, borrow, borrow_option)
}

/// The same from a value with a name of its own.
pub(super) fn way_from(
    root: &str,
    steps: &[Step],
    borrow: impl Fn(TokenStream) -> TokenStream,
    borrow_option: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let mut inner = ident(root);
    let mut place = quote!(#inner);
    // Once a step can be absent, the way goes on inside of an option.
    let mut option: Option<TokenStream> = None;
    for (at, Step { name, optional, .. }) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        let name = ident(name);
        let field = if option.is_some() { quote!(#inner.#name) } else { quote!(#place.#name) };
        let value = match (optional, last) {
            (true, true) => borrow_option(field.clone()),
            (true, false) => quote!(#field.as_ref()),
            (false, true) => borrow(field.clone()),
            (false, false) => quote!(&#field),
        };
        option = match (option, optional) {
            (Some(before), true) => Some(quote!(#before.and_then(|#inner| #value))),
            (Some(before), false) => Some(quote!(#before.map(|#inner| #value))),
            (None, true) => Some(value),
            (None, false) if last => Some(quote!(Some(#value))),
            (None, false) => None,
        };
        place = field;
        inner = name;
    }
    option.unwrap_or_else(|| quote!(None))
}
