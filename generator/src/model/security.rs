use serde::Serialize;

/// A way to say who calls: a security scheme of OpenAPI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SecurityScheme {
    /// The name under `components/securitySchemes`.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// How it travels.
    pub kind: SecuritySchemeKind,
}

/// How a security scheme travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum SecuritySchemeKind {
    /// A token in `Authorization: Bearer` (RFC 6750 2.1).
    Bearer,
    /// User and password in `Authorization: Basic` (RFC 7617).
    Basic,
    /// A key as a parameter of its own.
    ApiKey {
        /// Where it is.
        location: ApiKeyLocation,
        /// The name of the header, the parameter or the cookie.
        parameter: String,
    },
    /// OAuth 2.0 (RFC 6749) or OpenID Connect: the access token travels as a bearer token, and the caller has it from elsewhere.
    OAuth2,
    /// OAuth 2.0 with the flow `clientCredentials` (RFC 6749 4.4): the client can fetch its access tokens itself.
    ClientCredentials {
        /// Where they are issued.
        token_url: String,
    },
    /// The certificate of the client, by which the connection says who calls.
    MutualTls,
    /// Another scheme of HTTP authentication, which a client cannot make: its name, `digest`.
    Other(String),
}

/// Where an API key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum ApiKeyLocation {
    Header,
    Query,
    Cookie,
}

/// Schemes that together are enough for a call: a security requirement of OpenAPI. An empty one asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SecurityRequirement {
    /// Each scheme with the scopes that it needs.
    pub schemes: Vec<RequiredScheme>,
}

/// A scheme that a requirement names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequiredScheme {
    /// The name under `components/securitySchemes`.
    pub name: String,
    /// The scopes of OAuth 2.0.
    pub scopes: Vec<String>,
}
