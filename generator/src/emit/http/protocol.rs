//! The protocol of an API that OpenAPI describes whole, printed.

use twinspec_http::{OwnServers, Scheme, SchemeKind, Server, Variable};

use crate::descriptors::http;
use crate::emit::rust::{list, literal};
use crate::model::Api;

/// The constant `PROTOCOL`, and what it takes from the family's crate.
pub(in crate::emit) fn protocol(api: &Api) -> String {
    let protocol = http::protocol(api);
    let own_servers = match protocol.own_servers {
        [] => String::new(),
        own_servers => format!(".own_servers({})", list(own_servers.iter().map(self::own_servers))),
    };
    let schemes = match protocol.schemes {
        [] => String::new(),
        schemes => format!(".schemes({})", list(schemes.iter().map(scheme))),
    };
    let has_keys = protocol.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. }));
    let all_servers = || protocol.servers.iter().chain(protocol.own_servers.iter().flat_map(|own| own.servers));
    let names = [
        ("Http", true),
        ("KeyLocation", has_keys),
        ("OwnServers", !protocol.own_servers.is_empty()),
        ("Scheme", !protocol.schemes.is_empty()),
        ("Server", all_servers().next().is_some()),
        ("Variable", all_servers().any(|server| !server.variables.is_empty())),
    ];
    let names: Vec<_> = names.iter().filter(|(_, used)| *used).map(|(name, _)| *name).collect();
    format!(
        "use twinspec_http::{{{}}};\n\n/// Where the API is served, and how a call says who makes it.\n\
         pub static PROTOCOL: Http = Http::new({}){own_servers}{schemes};\n",
        names.join(", "),
        list(protocol.servers.iter().map(server)),
    )
}

fn own_servers(own: &OwnServers) -> String {
    format!("OwnServers::new({}, {})", literal(own.operation), list(own.servers.iter().map(server)))
}

fn server(server: &Server) -> String {
    let variables = match server.variables {
        [] => String::new(),
        variables => format!(".variables({})", list(variables.iter().map(variable))),
    };
    format!("Server::new({}){variables}", literal(server.template))
}

fn variable(variable: &Variable) -> String {
    let values = match variable.values {
        [] => String::new(),
        values => format!(".values({})", list(values.iter().map(|value| literal(value)))),
    };
    let name = literal(variable.name);
    match variable.default {
        Some(default) => format!("Variable::new({name}, {}){values}", literal(default)),
        None => format!("Variable::without_default({name}){values}"),
    }
}

fn scheme(scheme: &Scheme) -> String {
    let name = literal(scheme.name);
    match scheme.kind {
        SchemeKind::Bearer => format!("Scheme::bearer({name})"),
        SchemeKind::ClientCredentials { token_url } => {
            format!("Scheme::client_credentials({name}, {})", literal(token_url))
        }
        SchemeKind::MutualTls => format!("Scheme::mutual_tls({name})"),
        SchemeKind::Basic => format!("Scheme::basic({name})"),
        SchemeKind::ApiKey { location, name: parameter } => {
            format!("Scheme::api_key({name}, KeyLocation::{location:?}, {})", literal(parameter))
        }
        SchemeKind::Other(what) => format!("Scheme::other({name}, {})", literal(what)),
        // A kind that is not known here must not go unnoticed.
        kind => format!("compile_error!({:?})", format!("{kind:?}")),
    }
}
