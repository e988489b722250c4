use serde::Deserialize;

/// `x-twin-pagination`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct Pagination {
    pub(crate) items: String,
    pub(crate) token: Option<Token>,
    pub(crate) link: Option<Link>,
    pub(crate) page_number: Option<PageNumber>,
    pub(crate) offset: Option<Offset>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    pub(crate) parameter: String,
    pub(crate) field: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) more: Option<String>,
    pub(crate) size: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Link {
    pub(crate) parameter: String,
    pub(crate) size: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PageNumber {
    pub(crate) parameter: String,
    pub(crate) size: Option<String>,
    pub(crate) total: Option<String>,
    pub(crate) first: Option<u64>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Offset {
    pub(crate) parameter: String,
    pub(crate) size: Option<String>,
    pub(crate) total: Option<String>,
}
