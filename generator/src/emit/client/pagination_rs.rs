use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::{docs, ident, rust_type};
use crate::plan::{OperationPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Place, Step, TokenPlan};

/// How a request leads from page to page.
pub(super) fn paginate(pagination: &PaginationPlan) -> TokenStream {
    let item = rust_type(&pagination.item);
    let items = items(&pagination.items);
    let (start, next, start_at) = match &pagination.style {
        PaginationStyle::Token(token) => {
            let (next, set) = (answered_token(token), set(&token.parameter));
            (quote!(String), next, quote!(fn start_at(&mut self, start: String) { #set; }))
        }
        PaginationStyle::PageNumber(number) => {
            let (start, next, set) = (rust_type(&number.rust), next_number(number), set(&number.parameter));
            (start.clone(), next, quote!(fn start_at(&mut self, start: #start) { #set; }))
        }
        PaginationStyle::Either(token, number) => {
            let rust = rust_type(&number.rust);
            let start = quote!(acs_core::PageStart<#rust>);
            let (set_token, set_number) = (set(&token.parameter), set(&number.parameter));
            let start_at = quote! {
                fn start_at(&mut self, start: Self::Start) {
                    match start {
                        acs_core::PageStart::Token(start) => #set_token,
                        acs_core::PageStart::Number(start) => #set_number,
                    }
                }
            };
            (start, next_of_either(token, number), start_at)
        }
    };
    let (page, progress) = match &pagination.style {
        PaginationStyle::Token(_) => (quote!(page), quote!(_)),
        PaginationStyle::PageNumber(PageNumberPlan { total: None, .. }) => (quote!(_), quote!(progress)),
        _ => (quote!(page), quote!(progress)),
    };
    let deprecated = pagination.is_deprecated().then(|| quote!(#[allow(deprecated)]));
    quote! {
        #deprecated
        impl acs_core::Paginate for Request {
            type Item = #item;
            type Start = #start;

            fn items(page: &mut ResponseBody) -> Option<&mut Vec<Self::Item>> {
                #items
            }

            fn next(&self, #page: &ResponseBody, #progress: acs_core::Progress) -> Option<Self::Start> {
                #next
            }

            #start_at
        }
    }
}

/// The methods of a request that give the items and the pages of its list.
pub(super) fn methods(operation: &OperationPlan<'_>, pagination: &PaginationPlan) -> TokenStream {
    let fields: Vec<_> = operation.fields.iter().map(|field| ident(&field.name)).collect();
    let start = &pagination.start().name;
    let pages = docs(&format!(
        "The pages of the list from here on, each asked for when it is needed.\n\n\
         [`Page::next`](acs_client::Page::next) tells where the next page starts: a request with that as `{start}` goes \
         on from there.",
    ));
    // Inlined, so that the streams of an operation are only compiled for who uses them.
    quote! {
        /// The items of the list from here on, page after page as they are needed.
        #[inline]
        pub fn items(self) -> acs_client::Items<Request> {
            self.pages().items()
        }

        #pages
        #[inline]
        pub fn pages(self) -> acs_client::Pages<Request> {
            let request = Request { client: (), #(#fields: self.#fields),* };
            acs_client::Pages::new(self.client.runtime().clone(), request)
        }
    }
}

/// The list that steps lead to, to be taken.
fn items(steps: &[Step]) -> TokenStream {
    let Some((last, before)) = steps.split_last() else { return quote!(Some(page)) };
    let mut way = quote!(page);
    for step in before {
        let name = ident(&step.name);
        way = if step.optional { quote!(#way.#name.as_mut()?) } else { quote!(#way.#name) };
    }
    let name = ident(&last.name);
    if last.optional { quote!(#way.#name.as_mut()) } else { quote!(Some(&mut #way.#name)) }
}

/// What steps lead to, as an option; `borrow` turns a field that is there, and `borrow_option` one that can be absent,
/// into what is wanted of the last.
pub(super) fn way(
    steps: &[Step],
    borrow: impl Fn(TokenStream) -> TokenStream,
    borrow_option: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let mut place = quote!(page);
    // Once a step can be absent, the way goes on inside of an option.
    let mut option: Option<TokenStream> = None;
    let mut inner = ident("page");
    for (at, Step { name, optional, .. }) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        let name = ident(name);
        let holder = if option.is_some() { quote!(#inner) } else { place.clone() };
        let field = quote!(#holder.#name);
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

fn answered_token(token: &TokenPlan) -> TokenStream {
    let next = way(&token.next, |field| quote!(#field.as_str()), |field| quote!(#field.as_deref()));
    quote!(acs_core::next_token(#next))
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

/// A caller who sets the page number counts pages; one who sets a token or the size of its pages follows tokens.
fn next_of_either(token: &TokenPlan, number: &PageNumberPlan) -> TokenStream {
    let (answered, next_number) = (answered_token(token), next_number(number));
    let counts = is_set(&number.parameter);
    let follows = std::iter::once(&token.parameter).chain(&token.size).filter(|place| place.optional).map(is_set);
    quote! {
        let counts = #counts;
        let follows = !counts && (#(#follows)||*);
        match #answered {
            Some(token) if !counts => Some(acs_core::PageStart::Token(token)),
            _ if follows => None,
            _ => #next_number.map(acs_core::PageStart::Number),
        }
    }
}

fn is_set(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    if place.optional { quote!(self.#name.is_some()) } else { quote!(true) }
}

fn current(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    if place.optional { quote!(self.#name.as_ref()) } else { quote!(Some(&self.#name)) }
}

fn set(place: &Place) -> TokenStream {
    let name = ident(&place.name);
    if place.optional { quote!(self.#name = Some(start)) } else { quote!(self.#name = start) }
}
