//! Step 1: which operation is called.

use std::borrow::Cow;

use acs_core::Api;
use http::Method;

use super::operations::Served;
use super::{Gateway, Request, Scheme};
use crate::refusal::Refusal;

/// The operation as the caller names it: by header with signature V3, by parameter with the older one (whose
/// clients send the header too, but sign the parameter), or by the path `/<operation id>`.
pub(super) fn action<'a>(request: &'a Request<'_>, scheme: Scheme) -> Option<Cow<'a, str>> {
    let header = || request.header("x-acs-action");
    let parameter = || request.parameter("Action").map(Cow::Borrowed);
    let path = || {
        let id = request.path.strip_prefix('/')?;
        (!id.is_empty()).then_some(Cow::Borrowed(id))
    };
    let named = match scheme {
        Scheme::Acs3 => header(),
        Scheme::RpcV1 => parameter(),
        Scheme::Other => None,
        Scheme::Unsigned => header().or_else(parameter),
    };
    named.or_else(path)
}

/// Finds the operation and checks the version.
pub(super) fn route<'g>(
    gateway: &'g Gateway,
    request: &Request<'_>,
    scheme: Scheme,
    action: Option<&str>,
) -> Result<&'g Served, Refusal> {
    let Some(action) = action else {
        return Err(match scheme {
            Scheme::Acs3 | Scheme::RpcV1 => Refusal::missing("Action"),
            Scheme::Other | Scheme::Unsigned => not_found(None),
        });
    };
    let operations = &gateway.operations;
    let version = version(request, scheme);
    let with_version = version.as_deref().and_then(|version| operations.find_version(action, version));
    let served =
        with_version.or_else(|| operations.find(action)).ok_or_else(|| not_found(operations.nearest(action)))?;
    let path_fits = request.path == "/" || request.path.strip_prefix('/') == Some(served.operation.id);
    let method_fits = *request.method == Method::POST || *request.method == Method::GET;
    if !path_fits || !method_fits {
        return Err(not_found(None));
    }
    check_version(served.operation.operation.api, version.as_deref())?;
    Ok(served)
}

fn not_found(nearest: Option<&str>) -> Refusal {
    let mut refusal = Refusal::common("InvalidAction.NotFound");
    if let Some(nearest) = nearest {
        refusal.message = format!("{} Did you mean {nearest}?", refusal.message).into();
    }
    refusal
}

/// The version of the API as the caller names it.
fn version<'a>(request: &'a Request<'_>, scheme: Scheme) -> Option<Cow<'a, str>> {
    let header = || request.header("x-acs-version");
    let parameter = || request.parameter("Version").map(Cow::Borrowed);
    match scheme {
        Scheme::Acs3 => header(),
        Scheme::RpcV1 => parameter(),
        Scheme::Other | Scheme::Unsigned => header().or_else(parameter),
    }
}

fn check_version(api: &Api, version: Option<&str>) -> Result<(), Refusal> {
    match version {
        Some(version) if version == api.version => Ok(()),
        Some(_) => Err(Refusal::common("InvalidVersion").with_hint(format!("the version served is {}", api.version))),
        None => Err(Refusal::missing("Version")),
    }
}
