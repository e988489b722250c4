//! Whether the caller may do that, as RAM policies say.

mod access_denied;
mod denial;
mod facts;
mod resource;

use std::borrow::Cow;

pub(crate) use denial::{Refused, Who, denied};
pub(crate) use facts::RequestFacts;

use crate::Permissions;
use crate::mock::identity::Caller;
use crate::mock::members;
use crate::mock::ram::{AccessRequest, Policies, decide, within};
use twinspec_mock::Operation;
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;

/// The parameter that says which resource group a request is about.
const RESOURCE_GROUP: &str = "ResourceGroupId";

/// Every action of the operation has to be allowed on each of its resources. An account itself may do everything.
pub(super) fn authorize(caller: &Caller, call: &Incoming<'_>) -> Result<(), Refusal> {
    let (request, operation) = (call.request, call.operation());
    let Some(policies) = caller.policies(request.parameter(RESOURCE_GROUP)) else { return Ok(()) };
    let facts = RequestFacts::new(call, Some(caller));
    let check = |action: &str, resource: Option<&str>| check(caller, &policies, action, resource, &facts);
    let permissions = operation.vendor.and_then(|part| part.downcast_ref::<Permissions>());
    let Some(Permissions { all }) = permissions.filter(|permissions| !permissions.all.is_empty()) else {
        // The description says nothing, so that the usual name of the action is all there is.
        return check(&default_action(operation), None);
    };
    for permission in *all {
        for resource in resource::resources(permission, operation, caller, request) {
            check(permission.action, Some(&resource))?;
        }
        // On which resources they work is not described.
        permission.associated_operations.iter().try_for_each(|action| check(action, None))?;
    }
    Ok(())
}

/// `<product>:<action>`, as most services name their actions.
fn default_action(operation: &Operation) -> Cow<'static, str> {
    let described = operation.described;
    format!("{}:{}", described.api.name.to_ascii_lowercase(), described.name).into()
}

/// Decides on one action and one resource.
pub(crate) fn check(
    caller: &Caller,
    policies: &Policies<'_>,
    action: &str,
    resource: Option<&str>,
    facts: &RequestFacts<'_>,
) -> Result<(), Refusal> {
    let request = AccessRequest { action, resource };
    let boundaries = members::boundaries(facts.call(), caller.account());
    within(&boundaries, &request, facts)
        .and_then(|()| decide(policies, &request, facts))
        .map_err(|denial| denied(&Refused { who: caller.into(), action, resource, denial }))
}
