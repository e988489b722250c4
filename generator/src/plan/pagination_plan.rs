//! How the answers of an operation come in pages.

use super::rust_type::RustType;

/// How the answers of an operation come in pages.
#[derive(Debug)]
pub struct PaginationPlan {
    /// The type of an item.
    pub item: RustType,
    /// The way to the items of a page.
    pub items: Vec<Step>,
    /// How the next page is asked for.
    pub style: PaginationStyle,
}

/// How the next page is asked for.
#[derive(Debug)]
pub enum PaginationStyle {
    /// By the token that the page before names.
    Token(TokenPlan),
    /// By its number.
    PageNumber(PageNumberPlan),
    /// By a token or by its number, as the caller begins.
    Either(TokenPlan, PageNumberPlan),
    /// By how many items are before it.
    Offset(OffsetPlan),
}

/// Paging by tokens.
#[derive(Debug)]
pub struct TokenPlan {
    /// The field of the request that takes a token.
    pub parameter: Place,
    /// The field of the request that takes the size of a page.
    pub size: Option<Place>,
    /// Its type if it takes numbers, otherwise it takes text.
    pub number: Option<RustType>,
    /// Where the token of the next page is.
    pub next: NextToken,
    /// The way to whether there is a next page.
    pub more: Option<Vec<Step>>,
}

/// Where the token of the next page is.
#[derive(Debug)]
pub enum NextToken {
    /// The way to it from the body.
    Field(Vec<Step>),
    /// The way to it from the last item.
    Item(Vec<Step>),
    /// The parameter of this name in the URL of the header `Link`.
    Link(String),
}

/// Paging by numbers.
#[derive(Debug)]
pub struct PageNumberPlan {
    /// The field of the request that takes a number.
    pub parameter: Place,
    /// Its type.
    pub rust: RustType,
    /// The number of the first page.
    pub first: u64,
    /// The way to the number of items on all pages.
    pub total: Option<Vec<Step>>,
}

/// Paging by how many items are before a page.
#[derive(Debug)]
pub struct OffsetPlan {
    /// The field of the request that takes it.
    pub parameter: Place,
    /// Its type.
    pub rust: RustType,
    /// The way to the number of items on all pages.
    pub total: Option<Vec<Step>>,
}

/// A field of a request.
#[derive(Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Whether it can be absent.
    pub optional: bool,
}

/// A step into a response.
#[derive(Debug)]
pub struct Step {
    /// The name of the field.
    pub name: String,
    /// Whether it can be absent.
    pub optional: bool,
    /// Whether new code should not use it.
    pub deprecated: bool,
}

impl PaginationPlan {
    /// Whether the way leads through a field that new code should not use.
    pub fn is_deprecated(&self) -> bool {
        let is_deprecated = |steps: &[Step]| steps.iter().any(|step| step.deprecated);
        let token = |token: &TokenPlan| {
            token.more.as_deref().is_some_and(is_deprecated)
                || match &token.next {
                    NextToken::Field(steps) | NextToken::Item(steps) => is_deprecated(steps),
                    NextToken::Link(_) => false,
                }
        };
        let number = |number: &PageNumberPlan| number.total.as_deref().is_some_and(is_deprecated);
        let style = match &self.style {
            PaginationStyle::Offset(offset) => offset.total.as_deref().is_some_and(is_deprecated),
            PaginationStyle::Token(by) => token(by),
            PaginationStyle::PageNumber(by) => number(by),
            PaginationStyle::Either(by, or) => token(by) || number(or),
        };
        style || self.items.iter().any(|step| step.deprecated)
    }
}
