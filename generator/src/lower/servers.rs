use openapiv3::Server as OpenApiServer;

use super::Lower;
use crate::model::{Server, ServerVariable};

/// The servers of a document. OpenAPI 3.0.3, 4.7.1: without any it is served at the root of where it was published.
pub(super) fn servers(servers: &[OpenApiServer]) -> Vec<Server> {
    servers.iter().map(server).collect()
}

fn server(server: &OpenApiServer) -> Server {
    let variables = server.variables.iter().flatten().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        description: variable.description.clone().unwrap_or_default(),
    });
    Server {
        url: server.url.trim_end_matches('/').to_owned(),
        description: server.description.clone().unwrap_or_default(),
        variables: variables.collect(),
    }
}

impl Lower<'_> {
    /// Warns of servers that only a path or an operation has.
    pub(super) fn own_servers(&mut self, servers: &[OpenApiServer], holder: &str) {
        if !servers.is_empty() && !self.words.vendor.is_given {
            let at = format!("{holder}/servers");
            self.note(&at, "servers of their own", "the server of the client is called; set `endpoint` for others");
        }
    }
}
