//! The words of an API that OpenAPI describes whole, in generated crates.

mod protocol;

pub(super) use self::protocol::protocol;
use super::family::{Family, ServerRow, Servers};
use super::rust::literal;
use crate::descriptors::http;
use crate::model::{Api, ApiKeyLocation, SecurityScheme, SecuritySchemeKind, Server};
use crate::plan::{OperationPlan, Plan};
use crate::text;

/// What generated crates say of an API of no vendor in particular.
pub(super) fn family(plan: &Plan<'_>) -> Family {
    let api = plan.api;
    Family {
        package: "twinspec-http",
        library: "twinspec_http",
        folder: "protocols/http",
        name: match api.version.trim() {
            "" => text::inline(&called(api)),
            version => format!("{} (version {})", text::inline(&called(api)), text::code(version)),
        },
        plain_name: format!("{} {}", called(api), api.version).trim_end().to_owned(),
        api: api.title.clone(),
        builder: builder(api),
        settings: settings(api),
        sample_settings: std::iter::once(format!(".endpoint(\"http://127.0.0.1:8080\"){}", unless_needed(api)))
            .chain(variables(api))
            .chain(api.security_schemes.iter().find_map(accepted))
            .collect(),
        mock_settings: variables(api).collect(),
        mock: "requires credentials where the description does, does not check them, and answers as described",
        clients: "any client: the Rust client, one in another language, or curl",
        mock_program: format!("cargo run -p {} --", plan.mock_package),
        mock_arguments: "",
        common_parameters: "",
        servers: Servers {
            heading: "server",
            rows: api.servers.iter().enumerate().map(|(number, server)| row(number, server)).collect(),
        },
        remarks: match api.version.trim() {
            "" => String::new(),
            version => format!("Version {}.", text::code(version)),
        },
        has_change_history: false,
        has_permissions: false,
    }
}

/// Whether the description says where the API is served. A relative URL does not.
fn has_address(api: &Api) -> bool {
    api.servers.first().is_some_and(|server| http::server(server).has_host())
}

/// What a sample says of an endpoint that the client could do without.
fn unless_needed(api: &Api) -> &'static str {
    if has_address(api) { " // without it, the service is called" } else { "" }
}

/// The settings for the variables of the first server that have no default: calls of the builder.
fn variables(api: &Api) -> impl Iterator<Item = String> {
    let variables = api.servers.first().into_iter().flat_map(|server| &server.variables);
    variables.filter(|variable| variable.default.is_none()).map(|variable| {
        let value = variable.values.first().unwrap_or(&variable.name);
        format!(".server_variable({}, {})", literal(&variable.name), literal(value))
    })
}

/// What people call the API. Many titles end with the word already.
fn called(api: &Api) -> String {
    let title = api.title.trim();
    let is_said = title.split_whitespace().any(|word| word.eq_ignore_ascii_case("api"));
    if is_said { format!("the {title}") } else { format!("the API {title}") }
}

fn builder(api: &Api) -> String {
    let mut text = match api.servers.first().filter(|_| has_address(api)) {
        Some(server) => {
            let url = text::code(&server.url);
            format!("Starts a client. It calls {url} unless you set `server` or `endpoint`.")
        }
        None => "Starts a client. Set `endpoint` to the address of the service: the description does not contain it."
            .to_owned(),
    };
    let mut ways: Vec<_> = Vec::new();
    for way in api.security_schemes.iter().flat_map(|scheme| ways_to_authorize(&scheme.kind)) {
        if !ways.contains(way) {
            ways.push(*way);
        }
    }
    if !ways.is_empty() {
        let ways: Vec<_> = ways.iter().map(|way| format!("`{way}`")).collect();
        text.push_str(&format!(" Set credentials with {}.", ways.join(" or ")));
    }
    text
}

/// What a client cannot do without.
fn settings(api: &Api) -> Vec<String> {
    let address = (!has_address(api)).then(|| ".endpoint(\"https://example.com\")".to_owned());
    let credentials = api.security_schemes.iter().find_map(credentials);
    address.into_iter().chain(variables(api)).chain(credentials).collect()
}

/// The same of a client that calls a mock, which accepts any token: none has to be fetched from the service.
fn accepted(scheme: &SecurityScheme) -> Option<String> {
    match &scheme.kind {
        SecuritySchemeKind::ClientCredentials { .. } => Some(".bearer_token(\"secret\")".to_owned()),
        _ => credentials(scheme),
    }
}

/// The call of the builder that has the credentials of a scheme.
fn credentials(scheme: &SecurityScheme) -> Option<String> {
    let way = ways_to_authorize(&scheme.kind).first()?;
    let arguments = match &scheme.kind {
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2 => "\"secret\"".to_owned(),
        SecuritySchemeKind::ClientCredentials { .. } => "\"id\", \"secret\"".to_owned(),
        SecuritySchemeKind::Basic => "\"user\", \"secret\"".to_owned(),
        SecuritySchemeKind::ApiKey { .. } => format!("{}, \"secret\"", literal(&scheme.name)),
        // A sample has no certificate.
        SecuritySchemeKind::MutualTls | SecuritySchemeKind::Other(_) => return None,
    };
    Some(format!(".{way}({arguments})"))
}

/// The methods of the builder that take the credentials of a scheme.
fn ways_to_authorize(kind: &SecuritySchemeKind) -> &'static [&'static str] {
    match kind {
        SecuritySchemeKind::Bearer => &["bearer_token"],
        SecuritySchemeKind::OAuth2 => &["bearer_token", "token_provider"],
        SecuritySchemeKind::ClientCredentials { .. } => &["client_credentials", "bearer_token"],
        SecuritySchemeKind::Basic => &["basic"],
        SecuritySchemeKind::ApiKey { .. } => &["api_key"],
        SecuritySchemeKind::MutualTls => &["client_certificate"],
        SecuritySchemeKind::Other(_) => &[],
    }
}

fn row(number: usize, server: &Server) -> ServerRow {
    ServerRow { name: number.to_string(), address: server.url.clone(), description: server.description.clone() }
}

/// The security requirements of an operation: any one of them is enough.
pub(super) fn authorization(api: &Api, operation: &OperationPlan<'_>) -> String {
    let known = |name: &str| api.security_schemes.iter().find(|scheme| scheme.name == name);
    let requirements = operation.model.security.iter().map(|requirement| {
        let schemes: Vec<_> = requirement
            .schemes
            .iter()
            .map(|scheme| {
                let kind =
                    known(&scheme.name).map(|scheme| format!(" ({})", travels(&scheme.kind))).unwrap_or_default();
                let scopes: Vec<_> = scheme.scopes.iter().map(|scope| text::code(scope)).collect();
                let scopes = match scopes.as_slice() {
                    [] => String::new(),
                    [scope] => format!(" with the scope {scope}"),
                    scopes => format!(" with the scopes {}", scopes.join(", ")),
                };
                format!("{}{scopes}{kind}", text::code(&scheme.name))
            })
            .collect();
        if schemes.is_empty() { "* nothing\n".to_owned() } else { format!("* {}\n", schemes.join(" and ")) }
    });
    let requirements: Vec<_> = requirements.collect();
    match requirements.as_slice() {
        [] => "None.".to_owned(),
        [only] => only.trim_start_matches("* ").trim_end().to_owned(),
        several => format!("One of:\n\n{}", several.concat().trim_end()),
    }
}

/// How credentials of a scheme travel.
fn travels(kind: &SecuritySchemeKind) -> String {
    match kind {
        SecuritySchemeKind::Bearer => "a bearer token".to_owned(),
        SecuritySchemeKind::OAuth2 => "an access token of OAuth 2.0, as a bearer token".to_owned(),
        SecuritySchemeKind::ClientCredentials { token_url } => format!(
            "an access token of OAuth 2.0, as a bearer token; the client can fetch it from {}",
            text::code(token_url)
        ),
        SecuritySchemeKind::MutualTls => "a certificate of the client".to_owned(),
        SecuritySchemeKind::Basic => "user and password".to_owned(),
        SecuritySchemeKind::ApiKey { location, parameter } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!("a key in the {place} {}", text::code(parameter))
        }
        SecuritySchemeKind::Other(what) => text::inline(what),
    }
}
