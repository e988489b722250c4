use serde::Serialize;

use super::Parameter;

/// The size of a page of which the spec says nothing.
const DEFAULT_SIZE: u64 = 10;

/// How a list comes in pages: by tokens, by page numbers, or by either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// The names of the fields that lead to the items of a page; none if the response is the list.
    pub items: Vec<String>,
    /// Each page names the token of the next one.
    pub token: Option<TokenPagination>,
    /// Pages are counted.
    pub page_number: Option<PageNumberPagination>,
}

/// Each page names the token of the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TokenPagination {
    /// The parameter that takes the token of a page.
    pub parameter: String,
    /// The names of the fields that lead to the token of the next page.
    pub field: Vec<String>,
    /// The parameter that says how many items a page may have.
    pub size: Option<String>,
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

impl Pagination {
    /// How many items a page has if the call does not say: the default of the parameter that does.
    pub fn default_size(&self, parameters: &[Parameter]) -> u64 {
        let number = self.page_number.as_ref().and_then(|number| number.size.as_ref());
        let token = self.token.as_ref().and_then(|token| token.size.as_ref());
        let default = |name: &String| {
            let parameter = parameters.iter().find(|parameter| parameter.name == *name)?;
            parameter.default.as_ref()?.as_u64()
        };
        number.into_iter().chain(token).find_map(default).unwrap_or(DEFAULT_SIZE)
    }
}
