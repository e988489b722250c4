//! How a client says who it is.

/// How a client says who it is when it asks for a token (RFC 6749 2.3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// By HTTP Basic authentication, which every server has to support.
    #[default]
    Basic,
    /// By `client_id` and `client_secret` in the body.
    Body,
}
