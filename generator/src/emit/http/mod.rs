//! The words of an API that OpenAPI describes whole, in generated crates.

use super::family::{Family, Servers};
use super::rust::{list, literal};
use crate::model::{Api, ApiKeyLocation, SecurityScheme, SecuritySchemeKind, Server, ServerVariable};

/// What generated crates say of an API of no vendor in particular.
pub(super) fn family(api: &Api) -> Family {
    Family {
        package: "twinspec-http",
        library: "twinspec_http",
        name: format!("the API {} (version `{}`)", api.title, api.version),
        api: api.title.clone(),
        protocol: protocol(api),
        builder: builder(api),
        sample_settings: std::iter::once(".endpoint(\"http://127.0.0.1:8080\") // without it, the service is called".to_owned())
            .chain(api.security_schemes.iter().find_map(|scheme| credentials(scheme, true)))
            .collect(),
        mock: "It wants credentials where the description does and takes any, answers as described",
        mock_arguments: "",
        servers: Servers {
            heading: "number",
            rows: api.servers.iter().enumerate().map(|(number, server)| row(number, server)).collect(),
        },
        remarks: format!("Version `{}`.", api.version),
        has_permissions: false,
    }
}

fn protocol(api: &Api) -> String {
    let servers = list(api.servers.iter().map(server));
    let schemes = match api.security_schemes.as_slice() {
        [] => String::new(),
        schemes => format!(".schemes({})", list(schemes.iter().map(scheme))),
    };
    let has_keys = api.security_schemes.iter().any(|scheme| matches!(scheme.kind, SecuritySchemeKind::ApiKey { .. }));
    let names = [
        ("Http", true),
        ("KeyLocation", has_keys),
        ("Scheme", !api.security_schemes.is_empty()),
        ("Server", !api.servers.is_empty()),
        ("Variable", api.servers.iter().any(|server| !server.variables.is_empty())),
    ];
    let names: Vec<_> = names.iter().filter(|(_, used)| *used).map(|(name, _)| *name).collect();
    format!(
        "use twinspec_http::{{{}}};\n\n/// Where the API is served, and how a call says who makes it.\n\
         pub static PROTOCOL: Http = Http::new({servers}){schemes};\n",
        names.join(", "),
    )
}

fn server(server: &Server) -> String {
    let variables = match server.variables.as_slice() {
        [] => String::new(),
        variables => format!(".variables({})", list(variables.iter().map(variable))),
    };
    format!("Server::new({}){variables}", literal(&server.url))
}

fn variable(variable: &ServerVariable) -> String {
    let values = match variable.values.as_slice() {
        [] => String::new(),
        values => format!(".values({})", list(values.iter().map(|value| literal(value)))),
    };
    format!("Variable::new({}, {}){values}", literal(&variable.name), literal(&variable.default))
}

fn scheme(scheme: &SecurityScheme) -> String {
    let name = literal(&scheme.name);
    match &scheme.kind {
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2 => format!("Scheme::bearer({name})"),
        SecuritySchemeKind::Basic => format!("Scheme::basic({name})"),
        SecuritySchemeKind::ApiKey { location, parameter } => {
            let location = match location {
                ApiKeyLocation::Header => "Header",
                ApiKeyLocation::Query => "Query",
                ApiKeyLocation::Cookie => "Cookie",
            };
            format!("Scheme::api_key({name}, KeyLocation::{location}, {})", literal(parameter))
        }
        SecuritySchemeKind::Other(what) => format!("Scheme::other({name}, {})", literal(what)),
    }
}

fn builder(api: &Api) -> String {
    let mut text = match api.servers.as_slice() {
        [] => "Starts a client: call `endpoint` with the address of the service, which the description does not name".to_owned(),
        [Server { url, .. }, ..] if url.is_empty() || url.starts_with('/') => {
            "Starts a client: call `endpoint` with the address of the service, which the description does not name".to_owned()
        }
        [first, ..] => format!("Starts a client: it calls `{}` unless `server` or `endpoint` says otherwise", first.url),
    };
    let credentials: Vec<_> = api.security_schemes.iter().filter_map(|scheme| credentials(scheme, false)).collect();
    match credentials.as_slice() {
        [] => text.push('.'),
        ways => text.push_str(&format!(", with credentials by {}.", ways.join(", "))),
    }
    text
}

/// The setting that has the credentials of a scheme: a call of it, or its name in a text.
fn credentials(scheme: &SecurityScheme, call: bool) -> Option<String> {
    let (name, arguments) = match &scheme.kind {
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2 => ("bearer_token", "\"secret\"".to_owned()),
        SecuritySchemeKind::Basic => ("basic", "\"user\", \"secret\"".to_owned()),
        SecuritySchemeKind::ApiKey { .. } => ("api_key", format!("{}, \"secret\"", literal(&scheme.name))),
        SecuritySchemeKind::Other(_) => return None,
    };
    Some(if call { format!(".{name}({arguments})") } else { format!("`{name}`") })
}

fn row(number: usize, server: &Server) -> (String, String, String) {
    (number.to_string(), server.url.clone(), server.description.clone())
}
