//! Accounts that are members of others, as the state of a service has them.

use std::sync::Arc;

use serde_json::Value;
use twinspec_mock::Service;
use twinspec_mock::protocol::{Fields, Incoming};

use super::identity::RamRole;
use super::ram::Policy;
use crate::Members;

/// The membership of an account.
struct Membership {
    service: &'static Service,
    part: &'static Members,
    /// The number of the account that it belongs to.
    keeper: String,
}

/// The membership of an account, if it is a member of another one.
fn membership(call: &Incoming<'_>, account: &str) -> Option<Membership> {
    call.services().into_iter().find_map(|service| {
        let part = service.vendor?.downcast_ref::<Members>()?;
        let membership = call.resources(service, account, part.membership).into_iter().next()?;
        let keeper = text(&membership, part.keeper)?.to_owned();
        Some(Membership { service, part, keeper })
    })
}

/// The control policies that restrain an account, by the level that they are attached to, from the account upwards. A level
/// without any restrains nothing.
pub(super) fn boundaries(call: &Incoming<'_>, account: &str) -> Vec<Vec<Policy>> {
    let Some(Membership { service, part, keeper }) = membership(call, account) else { return Vec::new() };
    let Some(control) = &part.control_policies else { return Vec::new() };
    let [kind, field, value] = control.status;
    let mut statuses = call.resources(service, &keeper, kind).into_iter();
    if !statuses.any(|status| text(&status, field) == Some(value)) {
        return Vec::new();
    }
    let [kind, target, policy] = control.attachments;
    let attachments = call.resources(service, &keeper, kind);
    let [kind, document] = control.policies;
    let policies = call.resources(service, &keeper, kind);
    let key = service.resource(kind).and_then(|resource| resource.key).unwrap_or_default();
    let read = |attachment: &Fields| {
        let id = text(attachment, policy)?;
        let found = policies.iter().find(|policy| text(policy, key) == Some(id))?;
        // One that cannot be read allows nothing, and denies nothing.
        Policy::from_json(&serde_json::from_str::<Value>(text(found, document)?).ok()?).ok()
    };
    let levels = call.path_to_top(service, &keeper, part.resource, account).into_iter().map(|level| {
        let attached = attachments.iter().filter(|attachment| text(attachment, target) == Some(&level));
        attached.filter_map(read).collect()
    });
    levels.filter(|level: &Vec<Policy>| !level.is_empty()).collect()
}

/// The role of a member for the account that it belongs to, if this is its name.
pub(super) fn access_role(call: &Incoming<'_>, account: &str, name: &str) -> Option<Arc<RamRole>> {
    let Membership { part, keeper, .. } = membership(call, account)?;
    let role = part.access_role.filter(|role| role.eq_ignore_ascii_case(name))?;
    Some(Arc::new(RamRole::of_administrators(account, role, &keeper)))
}

fn text<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.get(name)?.as_str()
}
