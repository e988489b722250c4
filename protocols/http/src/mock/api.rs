//! An API as one mock serves it.

use std::collections::BTreeMap;

use twinspec_core::Operation;
use twinspec_mock::Service;

use crate::server::Address;
use crate::{Http, Scheme, SchemeKind, Server, token_url};

/// What a mock knows of the server and the security of an API.
#[derive(Debug)]
pub(super) struct ServedApi {
    api: &'static twinspec_core::Api,
    /// The path of the server, which is before those of the operations; without a slash at its end.
    pub(super) base_path: String,
    /// The paths of the servers of operations that have their own, by their names.
    own_base_paths: BTreeMap<&'static str, String>,
    /// The hosts of its servers, without their ports.
    hosts: Vec<String>,
    pub(super) schemes: &'static [Scheme],
    /// The paths of the token URLs, whichever server they are on.
    pub(super) token_paths: Vec<String>,
}

impl ServedApi {
    fn of(service: &'static Service) -> Self {
        let Some(protocol) = Http::of(service.api) else {
            return ServedApi {
                api: service.api,
                base_path: String::new(),
                own_base_paths: BTreeMap::new(),
                hosts: Vec::new(),
                schemes: &[],
                token_paths: Vec::new(),
            };
        };
        let own = protocol.own_servers.iter().map(|own| (own.operation, base_path(own.servers)));
        let base_path = base_path(protocol.servers);
        ServedApi {
            api: service.api,
            token_paths: token_paths(protocol, &base_path),
            base_path,
            own_base_paths: own.collect(),
            hosts: protocol.servers.iter().filter_map(host_of).collect(),
            schemes: protocol.schemes,
        }
    }

    /// The hosts of its servers.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }

    pub(super) fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// The APIs that one mock serves.
#[derive(Debug)]
pub(super) struct ServedApis(Vec<ServedApi>);

impl ServedApis {
    pub(super) fn of(services: &[&'static Service]) -> Self {
        ServedApis(services.iter().map(|service| ServedApi::of(service)).collect())
    }

    pub(super) fn all(&self) -> &[ServedApi] {
        &self.0
    }

    /// What is known of an API.
    pub(super) fn get(&self, api: &'static twinspec_core::Api) -> Option<&ServedApi> {
        self.0.iter().find(|served| std::ptr::eq(served.api, api))
    }

    /// The path of the server of an operation: its own, or that of its API; empty if there is none.
    pub(super) fn base_path(&self, operation: &Operation) -> &str {
        self.get(operation.api)
            .map_or("", |served| served.own_base_paths.get(operation.name).unwrap_or(&served.base_path))
    }

    /// The paths of the token URLs of all APIs.
    pub(super) fn token_paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|served| &served.token_paths).map(String::as_str)
    }

    /// The APIs that a request to a host can be for: those that have a server there, or all if none has.
    pub(super) fn at_host(&self, host: &str) -> Vec<&'static twinspec_core::Api> {
        // An address in brackets has colons of its own, but is never the name of a server.
        let name = host.split(':').next().unwrap_or_default();
        let is_there = |served: &&ServedApi| served.hosts.iter().any(|known| known.eq_ignore_ascii_case(name));
        let there: Vec<_> = self.0.iter().filter(is_there).map(|served| served.api).collect();
        if there.is_empty() { self.0.iter().map(|served| served.api).collect() } else { there }
    }

    /// The security schemes of all APIs.
    pub(super) fn schemes(&self) -> impl Iterator<Item = &'static Scheme> {
        self.0.iter().flat_map(|served| served.schemes)
    }
}

/// The paths of the token URLs of an API below this path.
fn token_paths(protocol: &Http, base_path: &str) -> Vec<String> {
    let Ok(endpoint) = format!("http://mock{base_path}").parse() else { return Vec::new() };
    let token_urls = protocol.schemes.iter().filter_map(|scheme| match scheme.kind {
        SchemeKind::ClientCredentials { token_url } => Some(token_url),
        _ => None,
    });
    let targets = token_urls.filter_map(|url| token_url::split(&token_url::resolve(url, protocol, &endpoint)));
    targets.map(|(_, target)| target.split('?').next().unwrap_or_default().to_owned()).collect()
}

/// The host of a server, without its port; `None` if it is relative, or in this machine's own network, where every mock is.
fn host_of(server: &Server) -> Option<String> {
    let url = server.url(&[]).ok()?;
    let (_, rest) = url.split_once("//")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!matches!(host, "" | "localhost" | "127.0.0.1" | "0.0.0.0")).then(|| host.to_ascii_lowercase())
}

/// The path of the first server, with its variables as they are unless they are chosen: that is where clients call. A
/// variable without a default has its first value, or else its name.
fn base_path(servers: &[Server]) -> String {
    let Some(server) = servers.first() else { return String::new() };
    let open = server.variables.iter().filter(|variable| variable.default.is_none());
    let open: Vec<_> =
        open.map(|variable| (variable.name, variable.values.first().copied().unwrap_or(variable.name))).collect();
    server.url(&open).map(|url| Address::of(&url).path().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{Server, Variable};

    #[test]
    fn the_base_path_is_that_of_the_first_server_with_the_defaults_of_its_variables() {
        const VERSION: &[Variable] = &[Variable::new("version", "v2")];
        const TENANT: &[Variable] = &[Variable::without_default("tenant")];
        const CASES: &[(&[Server], &str)] = &[
            (&[], ""),
            (&[Server::new("https://petstore.example")], ""),
            (&[Server::new("https://petstore.example/")], ""),
            (&[Server::new("https://petstore.example/v1/"), Server::new("https://petstore.example/v2")], "/v1"),
            (&[Server::new("https://petstore.example/api/{version}?a=b").variables(VERSION)], "/api/v2"),
            (&[Server::new("/api")], "/api"),
            (&[Server::new("/")], ""),
            (&[Server::new("../api/")], "/api"),
            (&[Server::new("https://petstore.example/{tenant}/v1").variables(TENANT)], "/tenant/v1"),
            (&[Server::new("//petstore.example/v1")], "/v1"),
        ];
        for (servers, expected) in CASES {
            assert_eq!(super::base_path(servers), *expected, "{servers:?}");
        }
    }
}
