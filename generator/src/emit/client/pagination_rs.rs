//! How a request leads from page to page, and its methods for that.

use askama::{Result, Template};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::fields::{allow_deprecated, moved_fields};
use super::way::{way, way_from};
use crate::emit::rust::{self, ident};
use crate::plan::{
    Naming, NextToken, OffsetPlan, OperationPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Place, Step,
    TokenPlan,
};

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
    let list = &pagination.items;
    let (start, next, start_at) = match &pagination.style {
        PaginationStyle::Token(token) => {
            let start = token.number.as_ref().map_or_else(|| "String".to_owned(), |rust| rust.named(Naming::Client));
            (start, answered_token(token, list), set(&token.parameter))
        }
        PaginationStyle::PageNumber(number) => (number_type(number), next_number(number), set(&number.parameter)),
        PaginationStyle::Offset(offset) => {
            (offset.rust.named(Naming::Client), next_offset(offset), set(&offset.parameter))
        }
        PaginationStyle::Either(token, number) => {
            let (by_token, by_number) = (set(&token.parameter), set(&number.parameter));
            let start_at = quote! {
                match start {
                    twinspec_core::PageStart::Token(start) => #by_token,
                    twinspec_core::PageStart::Number(start) => #by_number,
                }
            };
            (
                format!("twinspec_core::PageStart<{}>", number_type(number)),
                next_of_either(token, number, list),
                start_at,
            )
        }
    };
    let (body, progress) = match &pagination.style {
        PaginationStyle::Token(_) => ("body", "_"),
        PaginationStyle::PageNumber(PageNumberPlan { total: None, .. })
        | PaginationStyle::Offset(OffsetPlan { total: None, .. }) => ("_", "progress"),
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
        PaginationStyle::Offset(offset) => format!("pass it as `{}`", offset.parameter.name),
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

fn answered_token(token: &TokenPlan, list: &[Step]) -> TokenStream {
    let next = match &token.next {
        NextToken::Field(steps) => {
            let next = text("body", steps);
            quote!(twinspec_core::next_token(#next))
        }
        NextToken::Item(steps) => {
            let last = last(list);
            let id = match steps.as_slice() {
                [Step { name, optional: false, .. }] => {
                    let name = ident(name);
                    quote!(#last.map(|item| item.#name.as_str()))
                }
                steps => {
                    let id = text("item", steps);
                    quote!(#last.and_then(|item| #id))
                }
            };
            quote!(twinspec_core::next_token(#id))
        }
        NextToken::Link(parameter) => match &token.number {
            Some(_) => quote!(twinspec_core::next_link_number(body.headers(), #parameter)),
            None => quote!(twinspec_core::next_link(body.headers(), #parameter)),
        },
    };
    let Some(more) = &token.more else { return next };
    let is_last = match more.as_slice() {
        [Step { name, optional: false, .. }] => {
            let name = ident(name);
            quote!(!body.#name)
        }
        more => {
            let more = way(more, |field| quote!(&#field), |field| quote!(#field.as_ref()));
            quote!(#more == Some(&false))
        }
    };
    quote! {
        if #is_last {
            return None;
        }
        #next
    }
}

/// A text that steps lead to, as an option.
fn text(root: &str, steps: &[Step]) -> TokenStream {
    way_from(root, steps, |field| quote!(#field.as_str()), |field| quote!(#field.as_deref()))
}

/// The last item of the list, as an option.
fn last(list: &[Step]) -> TokenStream {
    match list {
        [] => quote!(body.last()),
        [Step { name, optional: false, .. }] => {
            let name = ident(name);
            quote!(body.#name.last())
        }
        list => {
            let items = way(list, |field| quote!(&#field), |field| quote!(#field.as_ref()));
            quote!(#items.and_then(|items| items.last()))
        }
    }
}

fn next_offset(offset: &OffsetPlan) -> TokenStream {
    let current = current(&offset.parameter);
    let total = total(offset.total.as_deref());
    quote!(progress.next_offset(#current, #total))
}

fn total(total: Option<&[Step]>) -> TokenStream {
    match total {
        Some(total) => way(total, |field| quote!(&#field), |field| quote!(#field.as_ref())),
        None => quote!(None::<&i64>),
    }
}

fn next_number(number: &PageNumberPlan) -> TokenStream {
    let current = current(&number.parameter);
    let first = Literal::u64_unsuffixed(number.first);
    let total = total(number.total.as_deref());
    quote!(progress.next_number(#current, #first, #total))
}

/// A caller who sends a token follows tokens, and else one who sets the page number counts pages. One who sets the size of pages
/// by token as well has two wishes: whether the service answers with a token decides.
fn next_of_either(token: &TokenPlan, number: &PageNumberPlan, list: &[Step]) -> TokenStream {
    let is_given = |place: &Place| if place.optional { is_some(place) } else { quote!(false) };
    let has_token = is_given(&token.parameter);
    let counts = if number.parameter.optional { is_some(&number.parameter) } else { quote!(true) };
    let has_size = token.size.as_ref().map_or_else(|| quote!(false), is_given);
    let (answered, next) = (answered_token(token, list), next_number(number));
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
