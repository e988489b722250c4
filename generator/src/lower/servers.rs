use openapiv3::{Operation as OpenApiOperation, PathItem, Server as OpenApiServer};
use serde::Deserialize;
use serde_json::Value;

use super::lower::Lower;
use crate::model::{Server, ServerVariable};
use crate::path_template;

impl Lower<'_> {
    /// The servers of a document. OpenAPI 3.0.3, 4.7.1: without any it is served at the root of where it was published,
    /// unless all its paths say the same instead.
    pub(super) fn servers(&self) -> Vec<Server> {
        if self.document.servers.is_empty() {
            return self.servers_of_paths().iter().map(server).collect();
        }
        self.document.servers.iter().map(server).collect()
    }

    /// The servers of all paths, if they are the same.
    fn servers_of_paths(&self) -> Vec<OpenApiServer> {
        let paths = self.source.document().get("paths").and_then(Value::as_object).into_iter().flatten();
        let mut all = paths.filter(|(path, _)| path.starts_with('/')).map(|(_, item)| item.get("servers"));
        let Some(Some(first)) = all.next() else { return Vec::new() };
        match all.all(|servers| servers == Some(first)) {
            true => Vec::deserialize(first).unwrap_or_default(),
            false => Vec::new(),
        }
    }
}

/// The servers of an operation, if they are not those of the API. OpenAPI 3.0.3, 4.7.10.1: its own come before those of its
/// path.
pub(super) fn own_servers(operation: &OpenApiOperation, path: &PathItem, of_api: &[Server]) -> Vec<Server> {
    let written = if operation.servers.is_empty() { &path.servers } else { &operation.servers };
    let own: Vec<_> = written.iter().map(server).collect();
    if own == of_api { Vec::new() } else { own }
}

fn server(server: &OpenApiServer) -> Server {
    let declared = server.variables.iter().flatten().map(|(name, variable)| ServerVariable {
        name: name.clone(),
        default: Some(variable.default.clone()),
        values: variable.enumeration.clone(),
        description: variable.description.clone().unwrap_or_default(),
    });
    let mut variables: Vec<_> = declared.collect();
    for name in path_template::variables(&server.url) {
        if !variables.iter().any(|variable| variable.name == name) {
            let (values, description) = (Vec::new(), String::new());
            variables.push(ServerVariable { name: name.to_owned(), default: None, values, description });
        }
    }
    let url = match server.url.trim_end_matches('/') {
        "" => "/".to_owned(),
        // Of the scheme by which the document was published.
        url if url.starts_with("//") => format!("https:{url}"),
        url => url.to_owned(),
    };
    Server { url, description: server.description.clone().unwrap_or_default(), variables }
}
