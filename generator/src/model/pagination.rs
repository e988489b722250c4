use serde::Serialize;

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
