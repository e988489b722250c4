//! Security schemes.

use std::fmt;

/// A security scheme of an API: a name that operations use, and how it says who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The name that operations use.
    pub name: &'static str,
    /// How it says who calls.
    pub kind: SchemeKind,
}

/// How a security scheme says who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A token in the header `authorization`: HTTP's scheme `bearer`, and what OAuth 2 and OpenID Connect come to.
    Bearer,
    /// The same, and a client can fetch the token: the flow `clientCredentials` of OAuth 2 (RFC 6749 4.4).
    ClientCredentials {
        /// Where tokens are issued: a URL, or a reference that is relative to the server.
        token_url: &'static str,
    },
    /// A name and a password in the header `authorization`.
    Basic,
    /// A key.
    ApiKey {
        /// Where it travels.
        location: KeyLocation,
        /// The name of the header, of the parameter in the query, or of the cookie.
        name: &'static str,
    },
    /// The certificate of the client, by which the connection itself says who calls.
    MutualTls,
    /// One that [`Credentials`](crate::Credentials) cannot meet, `digest` for instance.
    Other(&'static str),
}

/// Where a key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

impl Scheme {
    /// A token in the header `authorization`.
    pub const fn bearer(name: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::Bearer }
    }

    /// A token in the header `authorization` that a client can fetch there: a URL, or a reference that is relative to the
    /// server.
    pub const fn client_credentials(name: &'static str, token_url: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::ClientCredentials { token_url } }
    }

    /// The certificate of the client.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::MutualTls }
    }

    /// A name and a password in the header `authorization`.
    pub const fn basic(name: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::Basic }
    }

    /// A key that travels under a name of its own.
    pub const fn api_key(name: &'static str, location: KeyLocation, key: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::ApiKey { location, name: key } }
    }

    /// One that [`Credentials`](crate::Credentials) cannot meet.
    pub const fn other(name: &'static str, what: &'static str) -> Self {
        Scheme { name, kind: SchemeKind::Other(what) }
    }
}

/// The name of the scheme, and the method of the builder that meets it.
impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.kind {
            SchemeKind::Bearer => write!(f, "`{name}` (call `bearer_token`)"),
            SchemeKind::ClientCredentials { .. } => {
                write!(f, "`{name}` (call `client_credentials` or `bearer_token`)")
            }
            SchemeKind::MutualTls => {
                write!(f, "`{name}` (call `client_certificate`, or `mutual_tls` with a transport that has one)")
            }
            SchemeKind::Basic => write!(f, "`{name}` (call `basic`)"),
            SchemeKind::ApiKey { .. } => write!(f, "`{name}` (call `api_key(\"{name}\", …)`)"),
            SchemeKind::Other(what) => write!(f, "`{name}` ({what}: call `credentials` with a provider of your own)"),
        }
    }
}
