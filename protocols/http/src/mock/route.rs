//! Which operation is called: that of the path below the server's, by the method.

use http::HeaderValue;
use twinspec_mock::protocol::path_template::{fits, fixed_pairs, literalness};
use twinspec_mock::protocol::{Operations, Refusal, Request, Served};

use super::api::ServedApis;
use super::refusals;

/// The operation that a request calls. Of several paths that fit, the more literal one is meant, whatever the method:
/// `/pets/mine` goes before `/pets/{id}`, as OpenAPI has it.
pub(super) fn route<'o>(
    operations: &'o Operations,
    apis: &ServedApis,
    request: &Request<'_>,
) -> Result<&'o Served, Refusal> {
    let meant = if apis.all().len() > 1 { apis.at_host(request.host) } else { Vec::new() };
    let is_meant = |served: &&Served| {
        meant.is_empty() || meant.iter().any(|api| std::ptr::eq(*api, served.operation.described.api))
    };
    // A client that was pointed at the bare address of the mock knows nothing of the server's path.
    for with_server in [true, false] {
        let base_path = |served: &Served| if with_server { apis.base_path(served.operation.described) } else { "" };
        let is_at =
            |served: &&Served| below(base_path(served), request.path).is_some_and(|path| is_at(served, path, request));
        let literal = |served: &Served| literalness(base_path(served)) + literalness(served.operation.described.path);
        let is_called = |served: &&Served| !served.is_built_in && is_meant(served);
        let fitting: Vec<_> = operations.all().iter().filter(is_called).filter(is_at).collect();
        // Which path is meant is decided before the method.
        let most = fitting.iter().map(|served| literal(served)).max().unwrap_or_default();
        let at_path = || fitting.iter().copied().filter(|served| literal(served) == most);
        // The first of equals.
        let called = at_path().rev().filter(|served| has_method(served, request.method));
        if let Some(served) = called.max_by_key(|served| fixed_pairs(served.operation.described.path).count()) {
            return Ok(served);
        }
        let mut allowed: Vec<_> = at_path().flat_map(methods).collect();
        if !allowed.is_empty() {
            allowed.sort_unstable();
            allowed.dedup();
            return Err(not_allowed(&allowed.join(", ")));
        }
    }
    Err(not_found(operations, apis, request))
}

/// What of a path is below the server's; `None` if it is not.
pub(super) fn below<'p>(base_path: &str, path: &'p str) -> Option<&'p str> {
    match path.strip_prefix(base_path)? {
        "" => Some("/"),
        rest => rest.starts_with('/').then_some(rest),
    }
}

fn is_at(served: &Served, path: &str, request: &Request<'_>) -> bool {
    let template = served.operation.described.path;
    fits(template, path)
        && fixed_pairs(template).all(|(name, value)| {
            let mut pairs = request.query().iter();
            pairs.any(|(key, given)| key == name && (value.is_empty() || given == value))
        })
}

fn methods(served: &Served) -> impl Iterator<Item = &'static str> {
    served.operation.described.methods.iter().map(|method| method.as_str())
}

fn has_method(served: &Served, method: &str) -> bool {
    methods(served).any(|known| known == method)
}

fn not_allowed(allowed: &str) -> Refusal {
    let mut refusal = refusals::common("MethodNotAllowed");
    refusal.hint = Some(format!("the path takes {allowed}"));
    refusal.headers.extend(HeaderValue::from_str(allowed).map(|allowed| ("allow", allowed)).ok());
    refusal
}

fn not_found(operations: &Operations, apis: &ServedApis, request: &Request<'_>) -> Refusal {
    let below = apis.all().iter().filter_map(|api| below(&api.base_path, request.path));
    let mut paths = below.chain([request.path]).map(|path| path.trim_start_matches('/'));
    let named = paths.find_map(|id| operations.named(id).next()).map(|served| served.operation.described);
    let hint = match named {
        Some(operation) => {
            let method = operation.methods.first().map_or("GET", |method| method.as_str());
            let base_path = apis.base_path(operation);
            format!("the operation {} is called by {method} {base_path}{}", operation.name, operation.path)
        }
        None => "no operation has this path; GET /_mock lists those there are".to_owned(),
    };
    refusals::common("NotFound").with_hint(hint)
}
