//! Step 1: which operation is called.

use std::borrow::Cow;

use http::Method;

use super::operations::Served;
use super::{Gateway, Request, Scheme};
use crate::Service;
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
    let served = operations.find(action).ok_or_else(|| not_found(operations.nearest(action)))?;
    let path_fits = request.path == "/" || request.path.strip_prefix('/') == Some(served.operation.id);
    let method_fits = *request.method == Method::POST || *request.method == Method::GET;
    if !path_fits || !method_fits {
        return Err(not_found(None));
    }
    check_version(gateway.service, request, scheme)?;
    Ok(served)
}

fn not_found(nearest: Option<&str>) -> Refusal {
    let mut refusal = Refusal::common("InvalidAction.NotFound");
    if let Some(nearest) = nearest {
        refusal.message = format!("{} Did you mean {nearest}?", refusal.message).into();
    }
    refusal
}

fn check_version(service: &Service, request: &Request<'_>, scheme: Scheme) -> Result<(), Refusal> {
    let header = request.header("x-acs-version");
    let parameter = request.parameter("Version");
    let version = match scheme {
        Scheme::Acs3 => header.as_deref(),
        Scheme::RpcV1 => parameter,
        Scheme::Other | Scheme::Unsigned => header.as_deref().or(parameter),
    };
    match version {
        Some(version) if version == service.api.version => Ok(()),
        Some(_) => {
            Err(Refusal::common("InvalidVersion").with_hint(format!("the version served is {}", service.api.version)))
        }
        None => Err(Refusal::missing("Version")),
    }
}
