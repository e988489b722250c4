//! How a request leads from page to page, and its methods for that.

use askama::Template;

use super::operation_rs::{allow_deprecated, moved_fields};
use crate::emit::rust::rust_type;
use crate::plan::{OperationPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Place, Step, TokenPlan};

#[derive(Template)]
#[template(path = "client/src/paginate.rs", escape = "none")]
struct Paginate {
    allow_deprecated: &'static str,
    item: String,
    start: String,
    items: String,
    page: &'static str,
    progress: &'static str,
    next: String,
    start_at: String,
}

#[derive(Template)]
#[template(path = "client/src/pages.rs", escape = "none")]
struct Pages<'a> {
    start: &'a str,
    fields: String,
}

/// How a request leads from page to page.
pub(super) fn paginate(pagination: &PaginationPlan) -> String {
    let (start, next, start_at) = match &pagination.style {
        PaginationStyle::Token(token) => ("String".to_owned(), answered_token(token), set(&token.parameter)),
        PaginationStyle::PageNumber(number) => (rust_type(&number.rust), next_number(number), set(&number.parameter)),
        PaginationStyle::Either(token, number) => (
            format!("twinspec_core::PageStart<{}>", rust_type(&number.rust)),
            next_of_either(token, number),
            format!(
                "match start {{
                    twinspec_core::PageStart::Token(start) => {},
                    twinspec_core::PageStart::Number(start) => {},
                }}",
                set(&token.parameter),
                set(&number.parameter)
            ),
        ),
    };
    let (page, progress) = match &pagination.style {
        PaginationStyle::Token(_) => ("page", "_"),
        PaginationStyle::PageNumber(PageNumberPlan { total: None, .. }) => ("_", "progress"),
        _ => ("page", "progress"),
    };
    let ends = if matches!(pagination.style, PaginationStyle::Either(..)) { "" } else { ";" };
    let template = Paginate {
        allow_deprecated: allow_deprecated(pagination.is_deprecated()),
        item: rust_type(&pagination.item),
        start,
        items: items(&pagination.items),
        page,
        progress,
        next,
        start_at: start_at + ends,
    };
    template.render().unwrap_or_default()
}

/// The methods of a request that give the items and the pages of its list.
pub(super) fn methods(operation: &OperationPlan<'_>, pagination: &PaginationPlan) -> String {
    let pages = Pages { start: &pagination.start().name, fields: moved_fields(operation) };
    pages.render().unwrap_or_default()
}

/// The list that steps lead to, to be taken.
fn items(steps: &[Step]) -> String {
    let Some((last, before)) = steps.split_last() else { return "Some(page)".to_owned() };
    let mut way = "page".to_owned();
    for Step { name, optional, .. } in before {
        way = if *optional { format!("{way}.{name}.as_mut()?") } else { format!("{way}.{name}") };
    }
    let name = &last.name;
    if last.optional { format!("{way}.{name}.as_mut()") } else { format!("Some(&mut {way}.{name})") }
}

/// What steps lead to, as an option; `borrow` turns a field that is there, and `borrow_option` one that can be absent,
/// into what is wanted of the last.
pub(super) fn way(steps: &[Step], borrow: impl Fn(&str) -> String, borrow_option: impl Fn(&str) -> String) -> String {
    let mut place = "page".to_owned();
    // Once a step can be absent, the way goes on inside of an option.
    let mut option: Option<String> = None;
    let mut inner = "page";
    for (at, Step { name, optional, .. }) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        let holder = if option.is_some() { inner } else { place.as_str() };
        let field = format!("{holder}.{name}");
        let value = match (optional, last) {
            (true, true) => borrow_option(&field),
            (true, false) => format!("{field}.as_ref()"),
            (false, true) => borrow(&field),
            (false, false) => format!("&{field}"),
        };
        option = match (option, optional) {
            (Some(before), true) => Some(format!("{before}.and_then(|{inner}| {value})")),
            (Some(before), false) => Some(format!("{before}.map(|{inner}| {value})")),
            (None, true) => Some(value),
            (None, false) if last => Some(format!("Some({value})")),
            (None, false) => None,
        };
        place = field;
        inner = name;
    }
    option.unwrap_or_else(|| "None".to_owned())
}

fn answered_token(token: &TokenPlan) -> String {
    let next = way(&token.next, |field| format!("{field}.as_str()"), |field| format!("{field}.as_deref()"));
    format!("twinspec_core::next_token({next})")
}

fn next_number(number: &PageNumberPlan) -> String {
    let (current, first) = (current(&number.parameter), number.first);
    let total = match &number.total {
        Some(total) => way(total, |field| format!("&{field}"), |field| format!("{field}.as_ref()")),
        None => "None::<&i64>".to_owned(),
    };
    format!("progress.next_number({current}, {first}, {total})")
}

/// A caller who sets the page number counts pages; one who sets a token or the size of its pages follows tokens.
fn next_of_either(token: &TokenPlan, number: &PageNumberPlan) -> String {
    let counts = is_set(&number.parameter);
    let follows = std::iter::once(&token.parameter).chain(&token.size).filter(|place| place.optional).map(is_set);
    let follows = follows.collect::<Vec<_>>().join(" || ");
    format!(
        "let counts = {counts};
        let follows = !counts && ({follows});
        match {} {{
            Some(token) if !counts => Some(twinspec_core::PageStart::Token(token)),
            _ if follows => None,
            _ => {}.map(twinspec_core::PageStart::Number),
        }}",
        answered_token(token),
        next_number(number)
    )
}

fn is_set(place: &Place) -> String {
    if place.optional { format!("self.{}.is_some()", place.name) } else { "true".to_owned() }
}

fn current(place: &Place) -> String {
    let name = &place.name;
    if place.optional { format!("self.{name}.as_ref()") } else { format!("Some(&self.{name})") }
}

fn set(place: &Place) -> String {
    let name = &place.name;
    if place.optional { format!("self.{name} = Some(start)") } else { format!("self.{name} = start") }
}
