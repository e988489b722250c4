use serde::Serialize;

use super::Parameter;

/// The size of a page of which the spec says nothing.
const DEFAULT_SIZE: u64 = 10;

/// How a list comes in pages: by tokens, by page numbers, by either, or by the number of items before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// The names of the fields that lead to the items of a page; none if the response is the list.
    pub items: Vec<String>,
    /// Each page leads to the next one.
    pub token: Option<TokenPagination>,
    /// Pages are counted.
    pub page_number: Option<PageNumberPagination>,
    /// Items are counted.
    pub offset: Option<OffsetPagination>,
    /// What says so in a document that does not say it in the vocabulary.
    pub found: Option<String>,
}

/// Each page leads to the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenPagination {
    /// The parameter that takes the token of a page.
    pub parameter: String,
    /// Where the token of the next page is.
    pub source: TokenSource,
    /// The names of the fields that lead to whether there is a next page, if the answer says it.
    pub more: Option<Vec<String>>,
    /// The parameter that says how many items a page may have.
    pub size: Option<String>,
}

/// Where the token of the next page is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum TokenSource {
    /// In the answer: the names of the fields that lead to it.
    Field(Vec<String>),
    /// In the last item of the page: the names of the fields that lead to it.
    Item(Vec<String>),
    /// In the header `Link`: the parameter in the URL of the next page (RFC 8288).
    Link,
}

/// Pages are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageNumberPagination {
    /// The parameter that takes the number of a page.
    pub parameter: String,
    /// The parameter that says how many items a page may have.
    pub size: Option<String>,
    /// The names of the fields that lead to the number of items on all pages.
    pub total: Option<Vec<String>>,
    /// The number of the first page: 0 or 1.
    pub first: u64,
}

/// Items are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OffsetPagination {
    /// The parameter that takes how many items are before the page.
    pub parameter: String,
    /// The parameter that says how many items a page may have.
    pub size: Option<String>,
    /// The names of the fields that lead to the number of items on all pages.
    pub total: Option<Vec<String>>,
}

impl Pagination {
    /// How many items a page has if the call does not say: the default of the parameter that does.
    pub fn default_size(&self, parameters: &[Parameter]) -> u64 {
        let number = self.page_number.as_ref().and_then(|number| number.size.as_ref());
        let token = self.token.as_ref().and_then(|token| token.size.as_ref());
        let default = |name: &String| {
            let parameter = parameters.iter().find(|parameter| parameter.name == *name)?;
            parameter.default.as_ref()?.as_u64()
        };
        let offset = self.offset.as_ref().and_then(|offset| offset.size.as_ref());
        number.into_iter().chain(token).chain(offset).find_map(default).unwrap_or(DEFAULT_SIZE)
    }
}
