//! Which operation is called.

use twinspec_core::{Api, Location, Operation};
use twinspec_mock::protocol::path_template::{filled, fixed_pairs, literalness, variables};
use twinspec_mock::protocol::{Operations, Request, Served};

use crate::{Alibaba, ApiStyle};

use super::host;
use super::scheme::Scheme;
use crate::mock::refusals::{common, missing};
use twinspec_mock::protocol::Refusal;

/// Calls more alike than this are worth a suggestion.
const ALIKE: f64 = 0.6;

/// No path is longer, and comparing takes time by the square of the length.
const LONGEST: usize = 200;

/// The operation as the caller names it: by header with the signatures V3 and V4, by parameter with the older RPC signature
/// (whose clients send the header too, but sign the parameter), or by the path `/<operation id>`.
pub(super) fn action<'a>(request: &'a Request<'_>, scheme: Scheme) -> Option<&'a str> {
    named_action(request, scheme).or_else(|| {
        let id = request.path.strip_prefix('/')?;
        (!id.is_empty()).then_some(id)
    })
}

fn named_action<'a>(request: &'a Request<'_>, scheme: Scheme) -> Option<&'a str> {
    told(request, scheme, "x-acs-action", "Action")
}

/// What a header says, with the signatures V3 and V4, or a parameter, with the older RPC signature; else either of them.
fn told<'a>(request: &'a Request<'_>, scheme: Scheme, header: &str, parameter: &str) -> Option<&'a str> {
    match scheme {
        Scheme::Acs3 | Scheme::Acs4 => request.header(header),
        Scheme::RpcV1 => request.parameter(parameter),
        Scheme::RoaV1 | Scheme::Bearer | Scheme::Unsigned => {
            request.header(header).or_else(|| request.parameter(parameter))
        }
    }
}

/// Finds the operation and checks the version.
pub(super) fn route<'g>(
    operations: &'g Operations,
    request: &Request<'_>,
    scheme: Scheme,
) -> Result<&'g Served, Refusal> {
    let version = told(request, scheme, "x-acs-version", "Version");
    let served = match named_action(request, scheme) {
        Some(action) => by_name(operations, request, action, version)?,
        None => by_path(operations, request, scheme, version)?,
    };
    let described = served.operation.described;
    // A path names an operation without its version, and not all clients send one with the older ROA signature.
    let may_lack_version = !is_told_by_action(described) && !matches!(scheme, Scheme::Acs3 | Scheme::Acs4);
    check_version(described.api, version, may_lack_version)?;
    Ok(served)
}

fn by_name<'g>(
    operations: &'g Operations,
    request: &Request<'_>,
    action: &str,
    version: Option<&str>,
) -> Result<&'g Served, Refusal> {
    let served = called_as(operations, action, version, request.host);
    let served = served.ok_or_else(|| not_found(operations.nearest(action), NO_SUCH_NAME))?;
    fitting(served, request)
}

fn by_path<'g>(
    operations: &'g Operations,
    request: &Request<'_>,
    scheme: Scheme,
    version: Option<&str>,
) -> Result<&'g Served, Refusal> {
    if let Some(served) = at(operations, request, version) {
        return Ok(served);
    }
    let Some(id) = request.path.strip_prefix('/').filter(|id| !id.is_empty()) else {
        return Err(match scheme {
            Scheme::Acs3 | Scheme::Acs4 | Scheme::RpcV1 => missing("Action"),
            _ => not_found(
                None::<&str>,
                "the request does not name an operation: it has neither a path, nor the header x-acs-action, nor an Action",
            ),
        });
    };
    match called_as(operations, id, version, request.host) {
        Some(served) => fitting(served, request),
        None => {
            let nearest = nearest_path(operations, request.method, request.path).map(shown);
            let nearest = nearest.or_else(|| operations.nearest(id).map(str::to_owned));
            Err(not_found(nearest, "no operation has this method and path, and no operation is named like the path"))
        }
    }
}

/// The operation, if it is called as it has to be.
fn fitting<'g>(served: &'g Served, request: &Request<'_>) -> Result<&'g Served, Refusal> {
    let described = served.operation.described;
    match (fits(served, request), is_told_by_action(described)) {
        (true, _) => Ok(served),
        (false, true) => {
            let why = format!("{} is called by POST or GET, at / or /{}", described.name, served.operation.id);
            Err(not_found(None::<&str>, why))
        }
        (false, false) => {
            Err(not_found(Some(shown(described)), "the operation exists, but not with this method, path and query"))
        }
    }
}

/// The operation that is called by its name: of several the one of this version, then the one whose API is served
/// at this host.
fn called_as<'g>(operations: &'g Operations, name: &str, version: Option<&str>, host: &str) -> Option<&'g Served> {
    // Most names are those of one operation, so that there is nothing to choose.
    let mut named = operations.named(name);
    let first = named.next()?;
    if named.next().is_none() {
        return Some(first);
    }
    // Of equals the last counts.
    operations.named(name).rev().max_by_key(|served| {
        let api = served.operation.described.api;
        (version == Some(api.version), host::is_endpoint(host, api))
    })
}

/// The ROA operation that is called by this method at this path, of this version if one is named. Of several the
/// one that says most about the path, then about the query; then the one that is called at such a host.
fn at<'g>(operations: &'g Operations, request: &Request<'_>, version: Option<&str>) -> Option<&'g Served> {
    with_path(operations)
        .filter(|served| {
            let described = served.operation.described;
            version.is_none_or(|version| described.api.version == version) && is_called(described, request)
        })
        .max_by_key(|served| {
            let described = served.operation.described;
            let mut parameters = described.parameters.iter();
            let has_host = parameters.any(|parameter| parameter.location == Location::Host);
            let host_fits = has_host == host::variable(request.host, described.api).is_some();
            let at_endpoint = host::is_endpoint(request.host, described.api);
            (literalness(described.path), fixed_pairs(described.path).count(), host_fits, at_endpoint)
        })
}

/// The ROA operation that is called in the most similar way.
fn nearest_path(operations: &Operations, method: &str, path: &str) -> Option<&'static Operation> {
    if path.len() > LONGEST {
        return None;
    }
    let likeness = |described: &Operation| {
        let same_method = described.methods.iter().any(|known| known.as_str() == method);
        // Another method at the same path is nearer than another path.
        let of_path = match variables(described.path, path) {
            Some(_) => 1.0,
            None => strsim::normalized_levenshtein(&filled(described.path, path), path),
        };
        of_path + if same_method { 0.1 } else { 0.0 }
    };
    with_path(operations)
        .map(|served| (likeness(served.operation.described), served.operation.described))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, described)| described)
}

fn with_path(operations: &Operations) -> impl Iterator<Item = &Served> {
    operations.all().iter().filter(|served| !is_told_by_action(served.operation.described))
}

/// Whether the operation is one of many at `/`, told apart by their actions.
fn is_told_by_action(described: &Operation) -> bool {
    described.path == "/" && Alibaba::of(described.api).is_some_and(|protocol| protocol.style == ApiStyle::Rpc)
}

/// Whether the operation is called at this path, by this method.
fn fits(served: &Served, request: &Request<'_>) -> bool {
    let described = served.operation.described;
    match is_told_by_action(described) {
        true => {
            let path_fits = request.path == "/" || request.path.strip_prefix('/') == Some(served.operation.id);
            path_fits && matches!(request.method, "POST" | "GET")
        }
        false => is_called(described, request),
    }
}

/// Whether a request has the method, the path and the query of an operation that is recognized by them.
fn is_called(described: &Operation, request: &Request<'_>) -> bool {
    described.methods.iter().any(|method| method.as_str() == request.method)
        && variables(described.path, request.path).is_some()
        && fixed_pairs(described.path).all(|(name, value)| {
            let mut pairs = request.query().iter();
            pairs.any(|(key, given)| key == name && (value.is_empty() || given == value))
        })
}

/// How a ROA operation is called.
fn shown(operation: &Operation) -> String {
    let method = operation.methods.first().map_or("GET", |method| method.as_str());
    format!("{method} {} ({})", operation.path, operation.name)
}

/// Why there is no operation. What the caller sent instead is not in it, since it may be anything, and hints are logged.
const NO_SUCH_NAME: &str = "no operation has this name";

/// The refusal of what is not there, with the nearest operation in its message, where every client shows it.
fn not_found(nearest: Option<impl std::fmt::Display>, why: impl Into<String>) -> Refusal {
    let mut refusal = common("InvalidAction.NotFound").with_hint(why);
    if let Some(nearest) = nearest {
        refusal.message = format!("{} Did you mean {nearest}?", refusal.message).into();
    }
    refusal
}

fn check_version(api: &Api, version: Option<&str>, may_lack: bool) -> Result<(), Refusal> {
    match version {
        Some(version) if version == api.version => Ok(()),
        Some(_) => Err(common("InvalidVersion").with_hint(format!("the version served is {}", api.version))),
        None if may_lack => Ok(()),
        None => Err(missing("Version")),
    }
}
