use serde::Serialize;

/// Where an API is served: a server object of OpenAPI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The URL without a slash at its end, with `{variable}` in it: `https://{region}.example.com/v1`. One without a host,
    /// such as `/`, is relative to where the document was published.
    pub url: String,
    /// Markdown.
    pub description: String,
    /// In the order of the spec.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// `region`.
    pub name: String,
    /// Its value unless the caller says otherwise; `None` if the caller has to.
    pub default: Option<String>,
    /// All that it can be; empty if anything can.
    pub values: Vec<String>,
    /// Markdown.
    pub description: String,
}
