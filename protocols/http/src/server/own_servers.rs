//! The servers of one operation.

use super::Server;

/// An operation that is served elsewhere than the API: `servers` of an operation or of its path in OpenAPI.
///
/// ```
/// use twinspec_http::{Http, OwnServers, Server};
///
/// static PROTOCOL: Http = Http::new(&[Server::new("https://api.files.example/v1")])
///     .own_servers(&[OwnServers::new("uploadFile", &[Server::new("https://upload.files.example/v1")])]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnServers {
    /// The name of the operation.
    pub operation: &'static str,
    /// Its servers, in the order of the description.
    pub servers: &'static [Server],
}

impl OwnServers {
    /// The servers of an operation.
    pub const fn new(operation: &'static str, servers: &'static [Server]) -> Self {
        OwnServers { operation, servers }
    }
}
