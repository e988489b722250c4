//! The protocol of an API that OpenAPI describes whole.

use twinspec_http::{Http, KeyLocation, OwnServers, Scheme, Server, Variable};

use super::leak;
use crate::model::{self, Api, ApiKeyLocation, SecurityScheme, SecuritySchemeKind, ServerVariable};

pub(crate) fn protocol(api: &Api) -> &'static Http {
    let elsewhere = api.operations.iter().filter(|operation| !operation.servers.is_empty());
    let own = elsewhere.map(|operation| OwnServers::new(leak::text(&operation.name), servers(&operation.servers)));
    let schemes = leak::list(api.security_schemes.iter().map(scheme));
    leak::one(Http::new(servers(&api.servers)).own_servers(leak::list(own)).schemes(schemes))
}

fn servers(servers: &[model::Server]) -> &'static [Server] {
    leak::list(servers.iter().map(server))
}

pub(crate) fn server(server: &model::Server) -> Server {
    Server::new(leak::text(&server.url)).variables(leak::list(server.variables.iter().map(variable)))
}

fn variable(variable: &ServerVariable) -> Variable {
    let name = leak::text(&variable.name);
    let described = match &variable.default {
        Some(default) => Variable::new(name, leak::text(default)),
        None => Variable::without_default(name),
    };
    described.values(leak::texts(&variable.values))
}

fn scheme(scheme: &SecurityScheme) -> Scheme {
    let name = leak::text(&scheme.name);
    match &scheme.kind {
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2 => Scheme::bearer(name),
        SecuritySchemeKind::ClientCredentials { token_url } => Scheme::client_credentials(name, leak::text(token_url)),
        SecuritySchemeKind::MutualTls => Scheme::mutual_tls(name),
        SecuritySchemeKind::Basic => Scheme::basic(name),
        SecuritySchemeKind::ApiKey { location, parameter } => {
            let location = match location {
                ApiKeyLocation::Header => KeyLocation::Header,
                ApiKeyLocation::Query => KeyLocation::Query,
                ApiKeyLocation::Cookie => KeyLocation::Cookie,
            };
            Scheme::api_key(name, location, leak::text(parameter))
        }
        SecuritySchemeKind::Other(what) => Scheme::other(name, leak::text(what)),
    }
}
