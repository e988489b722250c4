//! How a request leads from page to page, and its methods for that.

use askama::{Result, Template};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::fields::{allow_deprecated, moved_fields};
use super::way::way;
use crate::emit::rust::{self, ident};
use crate::plan::{Naming, OperationPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Place, Step, TokenPlan};

#[derive(Template)]
#[template(path = "client/src/paginate.rs", escape = "none")]
struct Paginate {
    allow_deprecated: &'static str,
    item: String,
    start: String,
    items: TokenStream,
    body: &'static str,
    progress: &'static str,
    next: TokenStream,
    start_at: TokenStream,
}

#[derive(Template)]
#[template(path = "client/src/pages.rs", escape = "none")]
struct Pages {
    docs: String,
    fields: String,
}

/// How a request leads from page to page.
pub(super) fn paginate(pagination: &PaginationPlan) -> Result<String> {
    let number_type = |number: &PageNumberPlan| number.rust.named(Naming::Client);
    let (start, next, start_at) = match &pagination.style {
        PaginationStyle::Token(token) => ("String".to_owned(), answered_token(token), set(&token.parameter)),
        PaginationStyle::PageNumber(number) => (number_type(number), next_number(number), set(&number.parameter)),
        PaginationStyle::Either(token, number) => {
            let (by_token, by_number) = (set(&token.parameter), set(&number.parameter));
            let start_at = quote! {
                match start {
                    twinspec_core::PageStart::Token(start) => #by_token,
                    twinspec_core::PageStart::Number(start) => #by_number,
                }
            };
            (format!("twinspec_core::PageStart<{}>", number_type(number)), next_of_either(token, number), start_at)
        }
    };
    let (body, progress) = match &pagination.style {
        PaginationStyle::Token(_) => ("body", "_"),
        PaginationStyle::PageNumber(PageNumberPlan { total: None, .. }) => ("_", "progress"),
        _ => ("body", "progress"),
    };
    let ends = (!matches!(pagination.style, PaginationStyle::Either(..))).then(|| quote!(;));
    let template = Paginate {
        allow_deprecated: allow_deprecated(pagination.is_deprecated()),
        item: pagination.item.named(Naming::Client),
        start,
        items: items(&pagination.items),
        body,
        progress,
        next,
        start_at: quote!(#start_at #ends),
    };
    template.render()
}

/// The methods of a request that give the items and the pages of its list.
pub(super) fn methods(operation: &OperationPlan<'_>, pagination: &PaginationPlan) -> Result<String> {
    let pass = match &pagination.style {
        PaginationStyle::Token(token) => format!("pass it as `{}`", token.parameter.name),
        PaginationStyle::PageNumber(number) => format!("pass it as `{}`", number.parameter.name),
        PaginationStyle::Either(token, number) => format!(
            "pass a [`Token`](twinspec_core::PageStart::Token) as `{}` and a [`Number`](twinspec_core::PageStart::Number) as `{}`",
            token.parameter.name, number.parameter.name
        ),
    };
    let docs = format!(
        "The pages of the list from this request on. Each page is requested when it is needed.\n\n\
         Where the next page starts is in [`Page::next`](twinspec_client::Page::next). To continue there later, {pass}."
    );
    Pages { docs: rust::docs(&docs), fields: moved_fields(operation) }.render()
}

/// The list that steps lead to, to be taken.
fn items(steps: &[Step]) -> TokenStream {
    let Some((last, before)) = steps.split_last() else { return quote!(Some(body)) };
    let mut way = quote!(body);
    for Step { name, optional, .. } in before {
        let name = ident(name);
        way = if *optional { quote!(#way.#name.as_mut()?) } else { quote!(#way.#name) };
    }
    let name = ident(&last.name);
    if last.optional { quote!(#way.#name.as_mut()) } else { quote!(Some(&mut #way.#name)) }
}

fn answered_token(token: &TokenPlan) -> TokenStream {
    let next = way(&token.next, |field| quote!(#field.as_str()), |field| quote!(#field.as_deref()));
    quote!(twinspec_core::next_token(#next))
}

fn next_number(number: &PageNumberPlan) -> TokenStream {
    let current = current(&number.parameter);
    let first = Literal::u64_unsuffixed(number.first);
    let total = match &number.total {
        Some(total) => way(total, |field| quote!(&#field), |field| quote!(#field.as_ref())),
        None => quote!(None::<&i64>),
    };
    quote!(progress.next_number(#current, #first, #total))
}

/// A caller who sends a token follows tokens, and else one who sets the page number counts pages. One who sets the size of pages
/// by token as well has two wishes: whether the service answers with a token decides.
fn next_of_either(token: &TokenPlan, number: &PageNumberPlan) -> TokenStream {
    let is_given = |place: &Place| if place.optional { is_some(place) } else { quote!(false) };
    let has_token = is_given(&token.parameter);
    let counts = if number.parameter.optional { is_some(&number.parameter) } else { quote!(true) };
    let has_size = token.size.as_ref().map_or_else(|| quote!(false), is_given);
    let (answered, next) = (answered_token(token), next_number(number));
    quote! {
        let has_token = #has_token;
        let has_size = #has_size;
        let counts = #counts && !has_token;
        match #answered {
            Some(token) if has_size || !counts => Some(twinspec_core::PageStart::Token(token)),
            _ if has_token || (has_size && !counts) => None,
            _ => #next.map(twinspec_core::PageStart::Number),
        }
    }
}

fn is_some(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    quote!(self.#name.is_some())
}

fn current(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    if place.optional { quote!(self.#name.as_ref()) } else { quote!(Some(&self.#name)) }
}

fn set(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    if place.optional { quote!(self.#name = Some(start)) } else { quote!(self.#name = start) }
}
