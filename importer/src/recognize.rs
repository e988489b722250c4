//! What a document is, so that a message can say what it is if another one was expected.

use std::fmt;

use super::Data;

/// What a document says that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognized {
    /// The official metadata of Alibaba Cloud.
    ApiDocs,
    /// OpenAPI of a version.
    OpenApi(String),
    /// What OpenAPI was called before 3.0.
    Swagger(String),
}

impl fmt::Display for Recognized {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recognized::ApiDocs => formatter.write_str("an `api-docs.json` of Alibaba Cloud"),
            Recognized::OpenApi(version) => write!(formatter, "OpenAPI {version}"),
            Recognized::Swagger(version) => write!(formatter, "Swagger {version}"),
        }
    }
}

/// What a document is, if it is something that is known here.
pub(super) fn recognize(document: &Data) -> Option<Recognized> {
    let version = |key: &str| match document.get(key) {
        Some(Data::Text(version)) => Some(version.clone()),
        // `openapi: 3.1` without quotes.
        Some(Data::Number(version)) => Some(version.to_string()),
        _ => None,
    };
    let openapi = version("openapi").map(Recognized::OpenApi);
    let swagger = || version("swagger").map(Recognized::Swagger);
    let api_docs = || (document.get("info").is_some() && document.get("apis").is_some()).then_some(Recognized::ApiDocs);
    openapi.or_else(swagger).or_else(api_docs)
}

/// Whether a version of OpenAPI is one that is read.
pub(super) fn is_read(version: &str) -> bool {
    version == "3.0" || version.starts_with("3.0.")
}
